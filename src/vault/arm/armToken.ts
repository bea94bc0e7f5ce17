import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Cloud } from '../clouds';
import type { TokenQuestion, TokenSource } from '../sdk/tokenSource';
import { currentQuestion } from '../sdk/question';

/**
 * Puts a token for the cloud's Resource Manager on each request. The wire policy beneath it sends nothing to another
 * host. A 401 that names the right tenant, or claims that the token lacks, is answered once.
 */
export function armToken(cloud: Cloud, tokens: TokenSource): PipelinePolicy {
  const scope = `${cloud.management}/.default`;
  return {
    name: 'cscfgArmToken',
    sendRequest: async (request, next) => {
      const { tenant } = currentQuestion();
      const send = async (question: Omit<TokenQuestion, 'scope'>): Promise<PipelineResponse> => {
        const { token } = await tokens({ scope, ...question });
        request.headers.set('authorization', `Bearer ${token}`);
        return next(request);
      };
      const asked = tenant === undefined ? {} : { tenantId: tenant };
      const response = await send(asked);
      const challenge = response.status === 401 ? challengeIn(response.headers.get('www-authenticate') ?? '') : {};
      const isNews = challenge.claims !== undefined || (challenge.tenantId ?? tenant) !== tenant;
      return isNews ? send({ ...asked, ...challenge }) : response;
    },
  };
}

/** `Bearer authorization_uri="https://login.windows.net/TENANT", error="…", claims="BASE64"` */
function challengeIn(header: string): Omit<TokenQuestion, 'scope'> {
  const tenantId = /authorization(?:_uri)?="https:\/\/[^/"]+\/([0-9a-z][0-9a-z.-]*)/i.exec(header)?.[1];
  const claims = /\bclaims="([^"]+)"/.exec(header)?.[1];
  return {
    ...(tenantId === undefined || tenantId === 'common' ? {} : { tenantId }),
    ...(claims === undefined ? {} : { claims: Buffer.from(claims, 'base64').toString('utf8') }),
  };
}

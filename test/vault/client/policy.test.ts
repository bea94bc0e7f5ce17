import assert from 'node:assert/strict';
import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { TimedOut } from '../../../src/vault/client/errors';
import { newRequestContext, runWith } from '../../../src/vault/client/requestContext';
import { RequestCount } from '../../../src/vault/client/requestCount';
import { requestPolicy } from '../../../src/vault/client/policy';

const minute = 60_000;

describe('A request during a throttling pause', () => {
  const request = createPipelineRequest({ url: 'https://contoso.vault.azure.net/certificates' });
  let count: RequestCount;
  let sent: number;
  beforeEach(() => {
    [count, sent] = [new RequestCount(), 0];
  });

  function send(timeoutMs: number, signal = new AbortController().signal): Promise<PipelineResponse> {
    const policy = requestPolicy({ host: 'contoso.vault.azure.net', count, timeoutMs, log: () => undefined });
    const next = (): Promise<PipelineResponse> => {
      sent++;
      return Promise.resolve({ request, status: 200, headers: createHttpHeaders(), bodyAsText: '{}' });
    };
    return runWith(newRequestContext(signal, false), () => policy.sendRequest(request, next));
  }

  it('waits until the pause is over', async () => {
    count.pause(20);
    assert.equal((await send(minute)).status, 200);
    assert.equal(sent, 1);
  });

  it('times out at its own deadline', async () => {
    count.pause(minute);
    await assert.rejects(send(30), TimedOut);
    assert.equal(sent, 0);
  });

  it('stops waiting when it is aborted', async () => {
    count.pause(minute);
    const user = new AbortController();
    const sending = assert.rejects(send(minute, user.signal), { name: 'AbortError' });
    user.abort();
    await sending;
    assert.equal(sent, 0);
  });
});

import type { CscfgDocument } from '../document';
import { verdictFor } from '../entries';
import type { CheckContext } from '../rules/rule';
import { message, type Message } from '../text/message';
import { isMatched, type MatchedVerdict } from '../verdict';
import { verdictLine } from '../words';

const day = 86_400_000;

/** What a thumbprint stands for, to be shown right behind it. */
export interface ThumbprintHint {
  readonly offset: number;
  /** `= contoso-web, 41 d` */
  readonly label: Message;
  readonly tooltip: Message;
}

/** One for each thumbprint that a vault knows, in document order. */
export function thumbprintHints(
  { model }: CscfgDocument,
  context: Pick<CheckContext, 'verdictOf' | 'now'>,
): readonly ThumbprintHint[] {
  return model.roles
    .flatMap(({ certificates }) => certificates)
    .flatMap((entry): readonly ThumbprintHint[] => {
      const verdict = verdictFor(entry, context);
      return entry.thumbprint?.valueSpan === undefined || !isMatched(verdict)
        ? []
        : [
            {
              offset: entry.thumbprint.span.end,
              label: label(verdict, context.now),
              tooltip: verdictLine(verdict, context.now),
            },
          ];
    });
}

function label(verdict: MatchedVerdict, now: number): Message {
  const { certificate, expires } = verdict.match;
  switch (verdict.kind) {
    case 'outdated':
      return message('= {0}, outdated', certificate);
    case 'expired':
      return message('= {0}, expired', certificate);
    case 'disabled':
      return message('= {0}, disabled', certificate);
    case 'deleted':
      return message('= {0}, deleted', certificate);
    case 'unusable':
      return message('= {0}, unusable', certificate);
    case 'notYetValid':
      return message('= {0}, not valid yet', certificate);
    default:
      return expires === undefined
        ? message('= {0}', certificate)
        : message('= {0}, {1} d', certificate, Math.floor((expires - now) / day));
  }
}

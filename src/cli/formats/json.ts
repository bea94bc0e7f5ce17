import { escapeInvisibleInJson } from '../../text/invisible';
import type { Report } from './report';

export function formatJson(report: Report): string {
  return `${escapeInvisibleInJson(JSON.stringify(report, undefined, 2))}\n`;
}

import assert from 'node:assert/strict';
import { Parser } from 'xml2js';
import { pageHtml, type PageTexts } from '../../src/editor/overview/html';
import { type Column, columns } from '../../src/editor/overview/protocol';

const hostile = `<img src=x onerror="alert(1)">&'`;

const texts: PageTexts = {
  language: 'en',
  title: hostile,
  filter: hostile,
  tree: hostile,
  refresh: hostile,
  export: hostile,
  busy: hostile,
  empty: hostile,
  count: hostile,
  columns: Object.fromEntries(columns.map((column) => [column, hostile])) as Record<Column, string>,
};

const page = pageHtml(texts, {
  cspSource: 'https://csp.example',
  style: 'https://csp.example/overview.css',
  script: 'https://csp.example/overview.js',
  nonce: 'n-1',
});

describe('The page of the overview', () => {
  it('allows its own style sheet and the script with its nonce, and nothing else', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    assert.equal(
      policy?.replaceAll('&#39;', "'"),
      "default-src 'none'; style-src https://csp.example; script-src 'nonce-n-1'",
    );
    assert.deepEqual(page.match(/<script[^>]*>/g), ['<script nonce="n-1" src="https://csp.example/overview.js">']);
    assert.doesNotMatch(page, /<style|style=|\son\w+=(?!&quot;)/);
  });

  it('shows any text literally', async () => {
    // As XML, so that a text that was not escaped would be an element or an error.
    const xml = page.replace('<!DOCTYPE html>\n', '').replace(/<(meta|link|input)([^>]*)>/g, '<$1$2/>');
    const { html } = (await new Parser().parseStringPromise(xml)) as {
      readonly html: { readonly body: readonly [Record<string, readonly Record<string, unknown>[]>] };
    };
    const body = JSON.stringify(html.body[0]);
    assert.doesNotMatch(body, /"img"/);
    // Each text once, and the texts of the filter and the table in an attribute as well.
    assert.equal(body.split(JSON.stringify(hostile)).length - 1, columns.length + 3 + 3 + 3);
  });
});

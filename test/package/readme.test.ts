import assert from 'node:assert/strict';
import { packagedReadme } from '../../scripts/readme';

const readme = `# Name

![A still picture](media/still.png)

Text with a [link](docs/page.md#part), an [outside link](https://example.com), and [one to below](#below).
![A moving picture](media/moving.gif)

## Below

| [\`code\`](docs/rules.md#code) |

<!-- checkout:begin -->

## From a checkout

npm ci

<!-- checkout:end -->

The end.
`;
const tour = '# Tour\n\nAs text.\n\n## First\n\nOne $& two.\n\n## Second\n\nThree.\n';

describe('The packaged README', () => {
  it('has the scenes of the tour as text, and no relative link, while the repository has no URL', () => {
    assert.equal(
      packagedReadme(readme, { hasRepository: false, tour }),
      `# Name

Text with a link, an [outside link](https://example.com), and [one to below](#below).

**First**

One $& two.

**Second**

Three.

## Below

| \`code\` |

The end.
`,
    );
  });

  it('keeps pictures and links for the URL of the repository, and leaves out what concerns a checkout', () => {
    assert.equal(
      packagedReadme(readme, { hasRepository: true, tour }),
      readme.replace(/<!-- checkout:begin -->[^]*<!-- checkout:end -->\n\n/, ''),
    );
  });
});

import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { usualIssuing, type Issuing } from '../../emulator/operations';
import { becomes } from '../becomes';
import type { Stage } from '../stage';
import type { Workbench } from '../workbench';

const name = 'made-contoso-com';

/** More polls than any journey takes: the creation does not end. */
const held = 1000;

/** The vault contoso creates a certificate and renews it: held, canceled, refused, and finished. Adds tests to a window. */
export function createAndRenew(stage: Stage, window: () => Workbench): void {
  const dialog = (): Locator => window().page.locator('.monaco-dialog-box');
  const toast = (text: string): Locator => window().page.locator('.notification-toast', { hasText: text }).first();
  const pendingRow = (state: string): Locator => window().tree.row(name, state);
  const issue = (how: Partial<Issuing>): void => {
    Object.assign(stage.emulator.vault('contoso').issuing, usualIssuing(), how);
  };
  const versions = (): number => stage.emulator.vault('contoso').certificate(name).versions.length;
  const renew = async (): Promise<void> => {
    const { tree } = window();
    await window().run('Notifications: Clear All Notifications');
    await tree.choose(tree.row(name, /^\d+ d/), 'Renew Certificate…', dialog().getByText(`Renew ${name} in contoso?`));
    await window().picture('renew');
    await dialog().getByRole('button', { name: 'Renew', exact: true }).click();
  };

  it('that the vault creates is described in a few questions, which check the answers', async () => {
    const workbench = window();
    const { quickInput, tree } = workbench;
    const answer = async (question: string, text: string): Promise<void> => {
      await quickInput.box.getByText(question).waitFor();
      await quickInput.type(text);
    };
    const question = quickInput.box.getByText('Enter the host name or the subject of the certificate.');
    await tree.choose(tree.row('contoso'), 'Create Certificate…', question);
    await answer('Enter the host name or the subject of the certificate.', 'OU=Web');
    await quickInput.box.getByText('Enter a host name, or a distinguished name with a common name').waitFor();
    await quickInput.type('made.contoso.com');
    await workbench.press('Enter');
    await answer('Enter the DNS names, separated by commas.', 'made.contoso.com, not_a_name');
    await quickInput.box.getByText('"not_a_name" is not a DNS name.').waitFor();
    await workbench.picture('a name that is not valid');
    await quickInput.type('made.contoso.com, www.made.contoso.com');
    await workbench.press('Enter');
    await answer('Enter the validity in months.', '121');
    await quickInput.box.getByText('Enter a number of months from 1 to 120.').waitFor();
    await quickInput.type('6');
    await workbench.press('Enter');
    await quickInput.row('RSA 3072').click();
    await quickInput.row('Renew 30 days before it expires').click();
    await quickInput.box.getByText('Enter the name of the certificate in Key Vault.').waitFor();
    assert.equal(await quickInput.input.inputValue(), name);
    await workbench.press('Enter');
    await dialog().getByText(`Create ${name} in contoso?`).waitFor();
    for (const fact of ['Subject: CN=made.contoso.com', 'Validity in months: 6', 'Key: RSA 3072']) {
      await dialog().getByText(fact).waitFor();
    }
    await workbench.picture('what is created');
  });

  it('that the vault creates is a row while the vault creates it, which the filter of the view applies to', async () => {
    const workbench = window();
    const { quickInput, tree } = workbench;
    issue({ polls: held });
    await dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await toast(`Creating ${name} in contoso…`).waitFor();
    await pendingRow('being created').waitFor();
    await workbench.picture('being created');
    await tree.title('Find Certificate in Tree').click();
    await quickInput.type('made-');
    await becomes(() => tree.labels(2), [name]);
    await tree.view.getByText(/Showing certificates that contain "made-": 1 of \d+/).waitFor();
    await quickInput.type('contoso-web');
    await becomes(() => tree.labels(2), ['contoso-web']);
    await workbench.press('Escape');
    await pendingRow('being created').waitFor();
  });

  it('that the vault creates is offered for a configuration when it is finished', async () => {
    issue({ polls: 0 });
    await toast(`Created ${name} in contoso.`).getByRole('button', { name: 'Insert Into…' }).waitFor();
    await window()
      .tree.row(name, /^\d+ d/)
      .waitFor();
    await becomes(() => pendingRow('being created').count(), 0);
    await window().picture('created');
  });

  it('that the vault creates is renewed from its row, and the row of the creation cancels it', async () => {
    issue({ polls: held });
    await renew();
    await pendingRow('being created').waitFor();
    await window().tree.choose(
      pendingRow('being created'),
      'Cancel',
      dialog().getByText(`Cancel the creation of ${name} in contoso?`),
    );
    await dialog().getByRole('button', { name: 'Cancel Creation' }).click();
    await pendingRow('canceling').waitFor();
    issue({ polls: 0 });
    await pendingRow('canceled').waitFor();
    await toast(`The creation of ${name} was canceled.`).waitFor();
    await window().picture('canceled');
    assert.equal(versions(), 1);
  });

  it('that the vault creates keeps its row if the issuer refuses it, with the reason', async () => {
    const reason = 'The domain contoso.com is not validated.';
    issue({ polls: 0, refusal: { code: 'BadRequest', message: reason } });
    await renew();
    await toast(`The issuer did not issue ${name}: ${reason}`).waitFor();
    await window().run('Notifications: Clear All Notifications');
    await window().tree.choose(
      pendingRow('not issued'),
      'Show Error',
      toast(`The issuer did not issue ${name}: ${reason}`),
    );
    await window().picture('not issued');
    assert.equal(versions(), 1);
  });

  it('that the vault creates has a new version after the renewal', async () => {
    issue({ polls: 0 });
    await renew();
    await toast(`Created ${name} in contoso.`).waitFor();
    await becomes(() => pendingRow('not issued').count(), 0);
    assert.equal(versions(), 2);
  });
}

import { makePfx } from '../../emulator/pfx';
import { makeCertificate, newEcKeys } from '../../emulator/x509';
import { leafPem } from '../../certificate/printed';
import { inWindow } from '../journey';
import type { Stage } from '../stage';
import { dragging } from './dragging';
import { droppedFiles, files, password } from './droppedFiles';
import { pasted, pastedText, pasting } from './pasting';
import { configuration, definition, definitionText, notes, TransferWindow } from './transferWindow';

/** Certificates go into files with the mouse and the clipboard. */
export function transfer(stage: Stage): void {
  describe('A certificate that is moved by hand', () => {
    const window = inWindow(async () => {
      const keys = await newEcKeys();
      const certificate = makeCertificate({ subject: [['CN', 'www']], keys, notBefore: 0, notAfter: 4e12 });
      const workbench = await stage.openFolder({
        [configuration]: Buffer.from(transfers.original),
        [definition]: Buffer.from(definitionText),
        [notes]: Buffer.from('Notes\n'),
        [pasted]: Buffer.from(pastedText(transfers.web)),
        [files.pem]: Buffer.from(leafPem),
        [files.cer]: certificate,
        [files.pfx]: makePfx({ keys: [keys.privateKey], certificates: [certificate], password }),
        '.vscode/settings.json': Buffer.from('{ "cscfg.keyVaults": ["contoso"] }'),
      });
      await workbench.openFile(configuration);
      await workbench.tree.open();
      await workbench.tree.row('contoso-wildcard').waitFor();
      return workbench;
    });
    const transfers = new TransferWindow(stage.emulator, window);

    dragging(stage, transfers);
    droppedFiles(transfers);
    pasting(transfers);

    after(() => window().close());
  });
}

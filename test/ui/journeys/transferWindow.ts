import type { Emulator } from '../../emulator/emulator';
import type { Workbench } from '../workbench';

export const [configuration, definition, notes] = [
  'ServiceConfiguration.cscfg',
  'ServiceDefinition.csdef',
  'notes.txt',
] as const;

export const declared = (...names: readonly string[]): string =>
  names.map((name) => `      <Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />\n`).join('');

export const definitionText = `<?xml version="1.0" encoding="utf-8"?>
<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
  <WebRole name="Web">
    <Certificates>
${declared('Tls', 'Api', 'Wildcard')}    </Certificates>
  </WebRole>
  <WorkerRole name="Worker">
    <Certificates>
${declared('Orders')}    </Certificates>
  </WorkerRole>
</ServiceDefinition>
`;

/** With a byte order mark and the line ends of Windows: an edit that is undone restores every byte. */
export const configurationText = (thumbprint: string): string =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="1" />
    <Certificates>
      <Certificate name="Tls" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
  <Role name="Worker">
    <Instances count="2" />
  </Role>
</ServiceConfiguration>
`.replaceAll('\n', '\r\n');

export function entry(name: string, thumbprint: string): string {
  return `<Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />`;
}

/** The window that the journeys of dragging, dropping and pasting share. */
export class TransferWindow {
  readonly api: string;
  readonly web: string;
  readonly wildcard: string;
  /** The text of the configuration, which every test of dragging and dropping restores. */
  readonly original: string;

  constructor(
    emulator: Emulator,
    private readonly opened: () => Workbench,
  ) {
    this.api = emulator.thumbprint('contoso-api');
    this.web = emulator.thumbprint('contoso-web');
    this.wildcard = emulator.thumbprint('contoso-wildcard');
    this.original = configurationText(this.web);
  }

  get workbench(): Workbench {
    return this.opened();
  }

  text(name: string = configuration): string {
    return this.workbench.read(name);
  }

  /** The whole text of the active file. */
  async becomesText(expected: string, name: string = configuration): Promise<void> {
    await this.workbench.saves(name, expected);
  }

  /**
   * Undoes one step, after which the active file has that text. It must be saved with a key: VS Code does not save a text
   * automatically that is undone while it is being saved.
   */
  async undo(expected: string = this.original, name: string = configuration): Promise<void> {
    await this.workbench.press('Escape', 'ControlOrMeta+z');
    await this.becomesText(expected, name);
  }

  /** After a test that failed. */
  async restore(): Promise<void> {
    if (this.text() !== this.original) {
      await this.workbench.openFile(configuration);
      await this.workbench.reset(configuration, this.original);
    }
  }

  withTls(thumbprint: string): string {
    return this.original.replace(this.web, thumbprint);
  }
}

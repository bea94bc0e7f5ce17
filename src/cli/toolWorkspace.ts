import * as l10n from '@vscode/l10n';
import { realpathSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import { mentioningTypes, mentionsOf } from '../certificate/mentions';
import type { Thumbprint } from '../certificate/verdict';
import { type Judgement, judgeDocument } from '../check/judge';
import { ToolError } from '../check/tools/arguments';
import type { FileProblem, FoundUse, JudgedFile, JudgedFiles, ToolCall, ToolWorkspace } from '../check/tools/workspace';
import { wantedIn } from '../check/wanted';
import { parseCscfg } from '../cscfg/document';
import { thumbprintUses } from '../cscfg/uses';
import { present } from '../text/objects';
import { isWithin } from '../text/paths';
import type { VaultAddress } from '../vault/address';
import type { VaultFailure } from '../vault/failure';
import type { VaultReader } from '../vault/reader';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import { readDeploymentsOf } from './deployments';
import { type Configuration, configurationFiles, findFiles, Folders, readFiles, serviceFiles, slashed } from './files';
import { rangesIn } from './formats/finding';
import { readFolderLevels } from './folderSettings';
import { readTexts } from './readTexts';
import { readServicesOf } from './services';
import { openReader } from './vaults';

const expiryWarningDays = 30;
/** How long what a vault returned is used for further calls, in milliseconds. */
const freshMs = 60_000;
/** The number of certificates that fixes would insert whose contents are read. */
const mostExamined = 20;
const mostTextFiles = 5000;
/** The number of files that are searched between two looks at the signal. */
const atATime = 64;

const mentioningFiles = new RegExp(`\\.(?:${mentioningTypes.join('|')})$`, 'i');

/** Files that were read, with what judging them takes. */
interface Read {
  readonly configurations: readonly Configuration[];
  readonly judge: (configuration: Configuration, snapshots: readonly VaultSnapshot[]) => Judgement;
}

/**
 * The tools in the current folder: nothing outside of it is read for them, and links do not lead out of it. Only levels
 * of rules come from settings of the folder; no file can name a vault or choose a credential.
 */
export class FolderWorkspace implements ToolWorkspace {
  private readonly root = realpathSync.native('.');
  private opened: Promise<VaultReader> | undefined;

  /** `vaults`: the only ones that are read, unless there are none. */
  constructor(private readonly vaults: readonly VaultAddress[]) {}

  readonly expiryWarningDays = (): number => expiryWarningDays;

  readonly pathOf = (file: string): string | undefined =>
    this.isInside(file) ? slashed(relative(this.root, file)) : undefined;

  readonly judge = async (
    { paths, vaults }: { readonly paths?: readonly string[]; readonly vaults?: readonly VaultAddress[] },
    { signal, report }: ToolCall,
  ): Promise<JudgedFiles> => {
    const asked = this.allowed(vaults ?? this.vaults);
    report(l10n.t('Reading the files'), 0, 3);
    const { problems, ...read } = await this.read((paths ?? ['.']).map((path) => this.nameOf(path)));
    signal.throwIfAborted();
    report(l10n.t('Reading the key vaults'), 1, 3);
    const { snapshots, failures } = await this.ask(asked, read, signal);
    report(l10n.t('Checking the files'), 2, 3);
    signal.throwIfAborted();
    return {
      files: read.configurations.map((configuration): JudgedFile => {
        const { path } = configuration;
        return { path: slashed(path), file: slashed(resolve(path)), judgement: read.judge(configuration, snapshots) };
      }),
      problems,
      snapshots: snapshots.map((one) => {
        const later = failures.find(({ vault }) => vault === one.vault);
        return one.failure === undefined && later !== undefined ? { ...one, failure: later } : one;
      }),
    };
  };

  readonly list = async (vault: VaultAddress, { signal, report }: ToolCall): Promise<VaultSnapshot> => {
    const [asked = vault] = this.allowed([vault]);
    report(l10n.t('Reading the key vaults'), 0, 1);
    return (await this.reader()).list(asked, { signal });
  };

  readonly uses = async (thumbprint: Thumbprint, { signal, report }: ToolCall): Promise<readonly FoundUse[]> => {
    const uses: FoundUse[] = [];
    const folders = new Folders();
    const { files: configurations } = await folders.filesBelow('.', configurationFiles);
    const { files: others } = await folders.filesBelow('.', mentioningFiles);
    const files = [...configurations, ...others.slice(0, mostTextFiles)].filter((path) => this.isInside(path));
    for (let done = 0; done < files.length; done += atATime) {
      report(l10n.t('Searching the files'), done, files.length);
      const texts = await readTexts(files.slice(done, done + atATime));
      signal.throwIfAborted();
      uses.push(...texts.flatMap((read) => ('text' in read ? usesIn(slashed(read.path), read.text, thumbprint) : [])));
    }
    return uses;
  };

  async dispose(): Promise<void> {
    (await this.opened)?.dispose();
  }

  private async read(paths: readonly string[]): Promise<Read & { readonly problems: readonly FileProblem[] }> {
    const folders = new Folders();
    const found = await findFiles(paths, serviceFiles, folders);
    const refused = found.files.flatMap((path): readonly FileProblem[] => {
      if (!this.isInside(path)) {
        return [{ path, message: l10n.t('is a link out of the workspace') }];
      }
      return serviceFiles.test(path) ? [] : [{ path, message: l10n.t('is not a .cscfg or .csdef file') }];
    });
    const names = new Set(refused.map(({ path }) => path));
    const { configurations, problems } = await readFiles(found.files.filter((path) => !names.has(path)));
    const serviceOf = await readServicesOf(configurations, paths, folders);
    const { deploymentOf } = await readDeploymentsOf(configurations, paths, serviceOf, folders);
    const ruleLevels = await readFolderLevels(
      configurations.map(({ path }) => path),
      ['.'],
    );
    return {
      configurations,
      problems: [...found.problems, ...refused, ...problems, ...ruleLevels.problems].map(({ path, message }) => ({
        path: slashed(relative(process.cwd(), resolve(path))),
        message,
      })),
      judge: ({ path, document }, snapshots) => {
        const settings = { expiryWarningDays, levels: ruleLevels.levelsOf(path) };
        const known = { service: serviceOf(path), ...present('deployment', deploymentOf(path)) };
        const state = { cscfg: document, settings, snapshots, fileName: basename(path), ...known };
        return judgeDocument(state, Date.now());
      },
    };
  }

  /** Reads what the verdicts need, and the contents of the certificates that fixes would insert. */
  private async ask(
    vaults: readonly VaultAddress[],
    { configurations, judge }: Read,
    signal: AbortSignal,
  ): Promise<{ readonly snapshots: readonly VaultSnapshot[]; readonly failures: readonly VaultFailure[] }> {
    const wanted = wantedIn(configurations.map(({ document }) => document));
    if (vaults.length === 0 || configurations.length === 0) {
      return { snapshots: [], failures: [] };
    }
    const reader = await this.reader();
    const snapshots = (): readonly VaultSnapshot[] => vaults.map((vault) => reader.snapshot(vault));
    await reader.find(vaults, wanted, { signal });
    const used = await reader.examine(vaults, [...new Set(wanted.map(({ thumbprint }) => thumbprint))], { signal });
    const proposed = configurations
      .map((configuration) => judge(configuration, snapshots()))
      // Other fixes insert no certificate, and take longer to compute.
      .flatMap(({ findings, fixesOf }) =>
        findings.flatMap((one) => (one.entry === undefined && one.setting === undefined ? [] : fixesOf(one))),
      )
      .flatMap((fix) => (fix.kind === 'edit' && fix.version?.traits === undefined ? (fix.version ?? []) : []));
    const thumbprints = [...new Set(proposed.map(({ thumbprint }) => thumbprint))].slice(0, mostExamined);
    const others = thumbprints.length === 0 ? [] : await reader.examine(vaults, thumbprints, { signal });
    return { snapshots: snapshots(), failures: [...used, ...others] };
  }

  private allowed(vaults: readonly VaultAddress[]): readonly VaultAddress[] {
    const other = vaults.find(({ url }) => this.vaults.length > 0 && this.vaults.every((one) => one.url !== url));
    if (other !== undefined) {
      const known = this.vaults.map(({ url }) => url).join(', ');
      throw new ToolError(l10n.t('{0} is not one of the key vaults that this server reads: {1}.', other.url, known));
    }
    return vaults;
  }

  private reader(): Promise<VaultReader> {
    // A program in the folder is not run as the Azure CLI.
    const credential = { kind: 'default', workspace: () => [this.root] } as const;
    this.opened ??= openReader({ credential, freshMs }).catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  /** The path relative to the folder. Throws a `ToolError` for one that leads out of it. */
  private nameOf(path: string): string {
    const absolute = resolve(path);
    if (!this.isInside(absolute)) {
      throw new ToolError(l10n.t('{0} is outside of the workspace. Use a path in the workspace.', path));
    }
    const name = relative(process.cwd(), absolute);
    return name === '' ? '.' : name;
  }

  private isInside(path: string): boolean {
    const name = relative(this.root, realPath(resolve(path)));
    return !isAbsolute(name) && !isWithin('..', slashed(name));
  }
}

/** Where links lead; for what does not exist, where its folder leads. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = resolve(path, '..');
    return folder === path ? path : resolve(realPath(folder), basename(path));
  }
}

function usesIn(path: string, text: string, thumbprint: Thumbprint): readonly FoundUse[] {
  const rangeOf = rangesIn(text);
  if (!configurationFiles.test(path)) {
    return mentionsOf(text, (one) => one === thumbprint).map(({ span }): FoundUse => {
      return { path, kind: 'mention', range: rangeOf(span) };
    });
  }
  return thumbprintUses(parseCscfg(text))
    .filter((use) => use.thumbprint === thumbprint)
    .map(({ kind, span, role, name }): FoundUse => {
      return { path, kind, range: rangeOf(span), ...present('role', role), ...(name === '' ? {} : { name }) };
    });
}

import type { CertificateVersion, Thumbprint, Verdict } from '../../certificate/verdict';
import type { Message } from '../../text/message';
import type { ProposedEdit, Span, TextEdit } from '../../text/span';
import type { XmlElement } from '../../xml/tree';
import type { CscfgDocument } from '../document';
import type { CertificateEntry, Role } from '../model/configuration';
import type { FileEdits } from '../service/edits';
import type { Service } from '../service/service';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeverityLevel = Severity | 'off';

/** What the rules are judged against, apart from the text. Handed in: no rule reads a clock or a vault. */
export interface CheckContext {
  /** What the vaults say of a well-formed thumbprint. */
  readonly verdictOf: (thumbprint: Thumbprint) => Verdict;
  /** The usable certificates of the file's vaults, for proposing replacements; newest versions only. */
  readonly inventory: readonly CertificateVersion[];
  /** Every version that the file's vaults are known to hold, usable or not; absent where no more than `inventory` is known. */
  readonly known?: () => readonly CertificateVersion[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The user's level for a rule, where set. */
  readonly levels: Readonly<Partial<Record<string, SeverityLevel>>>;
  /** The file's name without its folder, where it is known. */
  readonly fileName?: string;
  /** The files that the document makes up a service with; absent where they are not known (yet). */
  readonly service?: Service;
}

/** A rule's finding before its severity is known. */
export interface Problem {
  readonly span: Span;
  readonly message: Message;
  readonly related?: readonly Related[];
  /** The certificate entry it is about, where it is about one: fixes start from it. */
  readonly entry?: CertificateEntry;
  readonly role?: Role;
  /** The element it is about, where that is another one. */
  readonly element?: XmlElement;
  /** Where it is less, or more, grave than its rule usually is; a level that the user set counts before it. */
  readonly severity?: Severity;
  /** The rule that tells of its cause: only where that is off does this one speak. */
  readonly unless?: string;
  /** The name that something lacks or should not have. */
  readonly name?: string;
  /** `deprecated`: it still works and must go; editors strike it through. */
  readonly tag?: 'deprecated';
  /** Edits that the check already worked out (the syntax check knows where the tag should close). */
  readonly edits?: readonly ProposedEdit[];
}

export interface Related {
  /** The file of the service that it is in; the document itself where it is absent. */
  readonly file?: string;
  readonly span: Span;
  readonly message: Message;
}

export interface Finding extends Problem {
  readonly code: string;
  readonly severity: Severity;
}

/** A way to make a finding go away. */
export type Fix = TextFix | ChooseFix | InsertFix | VaultFix;

export interface TextFix {
  readonly kind: 'edit';
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** The certificate whose thumbprint it writes. */
  readonly version?: CertificateVersion;
  /** What it changes in other files of the service at the same time. */
  readonly elsewhere?: readonly FileEdits[];
  /** At most one fix of a finding is preferred. */
  readonly preferred: boolean;
  /** It needs no judgement, so that "fix all" may apply it. */
  readonly automatic: boolean;
  /** It names something that nobody could judge before, so that what else is wrong with that shows. */
  readonly reveals?: boolean;
}

/** Asks the user which certificate of the vault the entry should name; the surface decides how. */
export interface ChooseFix {
  readonly kind: 'choose';
  readonly title: Message;
  readonly entry: CertificateEntry;
}

/** Has the vault enable or recover a certificate, after the user confirmed it; the surface decides how. */
export interface VaultFix {
  readonly kind: 'vault';
  readonly title: Message;
  readonly action: 'enable' | 'recover';
  readonly version: CertificateVersion;
}

/** Asks the user which certificate of the vault a new entry of that name should name. */
export interface InsertFix {
  readonly kind: 'insert';
  readonly title: Message;
  readonly role: Role;
  readonly name: string;
}

export interface Rule {
  /** Kebab-case, stable for ever: users' settings and suppressions name it. */
  readonly code: string;
  readonly severity: Severity;
  /** One line for the README's table and the settings: when it speaks. */
  readonly summary: string;
  /** What its fixes do, for the README's table; '' where it has none. */
  readonly remedy: string;
  /** The public page that states the rule. */
  readonly reference: string;
  /** It judges what is written alone, so that it holds in a transformation too, which leaves out what stays. */
  readonly appliesToTransforms?: true;
  readonly check: (document: CscfgDocument, context: CheckContext) => Iterable<Problem>;
  readonly fixes?: (finding: Finding, document: CscfgDocument, context: CheckContext) => Iterable<Fix>;
}

/** The public pages that state the rules. */
export const references = {
  xml: 'https://www.w3.org/TR/xml/#sec-well-formed',
  schema: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-role',
  configuration: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-file',
  network: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-networkconfiguration',
  osFamily:
    'https://learn.microsoft.com/azure/cloud-services-extended-support/cloud-services-guestos-family-2-3-4-retirement',
  serviceName: 'https://github.com/MicrosoftDocs/azure-docs/issues/75495',
  webRole: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-webrole',
  agreement: 'https://aka.ms/cses-cscfg-csdef',
  prerequisites: 'https://learn.microsoft.com/azure/cloud-services-extended-support/deploy-prerequisite',
  storage: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
  reservedIp: 'https://github.com/MicrosoftDocs/azure-docs/issues/29118',
  xpathCertificate: 'https://github.com/MicrosoftDocs/azure-docs/issues/65136',
  keyVault: 'https://aka.ms/cses-kv',
  chain: 'https://learn.microsoft.com/azure/cloud-services/cloud-services-configure-ssl-certificate-portal',
  trust: 'https://learn.microsoft.com/security/trusted-root/program-requirements',
} as const;

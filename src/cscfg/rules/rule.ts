import type { CertificateVersion, Thumbprint, Verdict } from '../../certificate/verdict';
import type { DeployedService } from '../../deployment/deployedService';
import type { ProposedEdit, Span, TextEdit } from '../../text/span';
import type { XmlElement } from '../../xml/tree';
import type { CscfgDocument } from '../document';
import type { CertificateEntry, Role, Setting } from '../model/configuration';
import type { FileEdits } from '../service/edits';
import type { Service } from '../service/service';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeverityLevel = Severity | 'off';

/** The input of the rules in addition to the text. No rule reads a clock or a vault. */
export interface CheckContext {
  readonly verdictOf: (thumbprint: Thumbprint) => Verdict;
  /** The newest usable versions, to propose as replacements. */
  readonly inventory: readonly CertificateVersion[];
  /** Every known version, usable or not; absent if only `inventory` is known. */
  readonly known?: () => readonly CertificateVersion[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly levels: Readonly<Partial<Record<string, SeverityLevel>>>;
  /** Without the folder. */
  readonly fileName?: string;
  /** Absent if unknown. */
  readonly service?: Service;
  readonly deployment?: DeploymentKnowledge;
}

export interface DeploymentKnowledge {
  readonly services: readonly DeployedService[];
  readonly textOf: (file: string) => string | undefined;
  /** Undefined unless known from elsewhere, such as from the settings. */
  readonly vaultIdOf?: (url: string) => string | undefined;
}

/** A finding before its severity is known. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
  readonly related?: readonly Related[];
  /** The fixes change it. */
  readonly entry?: CertificateEntry;
  /** The fixes change it. */
  readonly setting?: Setting;
  readonly role?: Role;
  /** Absent for an entry or role. */
  readonly element?: XmlElement;
  /** Overrides the default severity of the rule, but not a level that the user set. */
  readonly severity?: Severity;
  /** This problem is reported only if the rule with this code, which reports the cause, is off. */
  readonly unless?: string;
  readonly name?: string;
  /** Editors strike the text through. */
  readonly tag?: 'deprecated';
  readonly edits?: readonly ProposedEdit[];
  /** Fixes that the check already computed, of this file and deployment files. */
  readonly proposals?: readonly TextFix[];
}

export interface Related {
  /** Absent for the document itself. */
  readonly file?: string;
  readonly span: Span;
  readonly message: string;
}

export interface Finding extends Problem {
  readonly code: string;
  readonly severity: Severity;
}

export type Fix = TextFix | ChooseFix | InsertFix | VaultFix | SetupFix;

export interface TextFix {
  readonly kind: 'edit';
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly version?: CertificateVersion;
  readonly elsewhere?: readonly FileEdits[];
  /** At most one fix of a finding is preferred. */
  readonly preferred: boolean;
  /** Whether "fix all" applies the fix. */
  readonly automatic: boolean;
  /** The element becomes known to the schema, so that other problems can appear. */
  readonly reveals?: boolean;
}

export interface ChooseFix {
  readonly kind: 'choose';
  readonly title: string;
  /** UTF-16 units; in the certificate entry, or in the thumbprint of a setting. */
  readonly offset: number;
}

/** Enables or recovers a certificate in the vault after the user confirms it. */
export interface VaultFix {
  readonly kind: 'vault';
  readonly title: string;
  readonly action: 'enable' | 'recover';
  readonly version: CertificateVersion;
}

/** Makes a verdict possible: changes neither the file nor a vault. */
export interface SetupFix {
  readonly kind: 'setup';
  readonly title: string;
  readonly action: 'addKeyVault' | 'signIn' | 'refresh';
}

/** The user chooses a certificate for a new entry with this name. */
export interface InsertFix {
  readonly kind: 'insert';
  readonly title: string;
  readonly role: Role;
  readonly name: string;
}

export interface Rule {
  /** In kebab case. Never changes, because settings and suppressions use it. */
  readonly code: string;
  readonly severity: Severity;
  /** One line for the README table and the settings. */
  readonly summary: string;
  /** For the README table; '' without fixes. */
  readonly remedy: string;
  readonly reference: string;
  /** It does not report missing content. */
  readonly appliesToTransforms?: true;
  readonly check: (document: CscfgDocument, context: CheckContext) => Iterable<Problem>;
  readonly fixes?: (finding: Finding, document: CscfgDocument, context: CheckContext) => Iterable<Fix>;
}

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
  overrideSku: 'https://learn.microsoft.com/azure/cloud-services-extended-support/override-sku',
  chain: 'https://learn.microsoft.com/azure/cloud-services/cloud-services-configure-ssl-certificate-portal',
  trust: 'https://learn.microsoft.com/security/trusted-root/program-requirements',
} as const;

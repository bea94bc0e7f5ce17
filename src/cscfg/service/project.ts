import type { RoleKind } from './serviceDefinition';

/** What a Visual Studio cloud service project (.ccproj) says of the service's files. */
export interface CloudServiceProject {
  readonly configurations: readonly ProjectItem[];
  /** Usually one; several where conditions choose among them. */
  readonly definitions: readonly ProjectItem[];
  readonly roles: readonly ProjectRole[];
}

export interface ProjectItem {
  /**
   * From the project's folder, with `/`. May hold MSBuild's wildcards `*`, `?` and `**`, and `$(TargetProfile)`,
   * which stands for the name of the configuration that is packaged.
   */
  readonly path: string;
  /** Whether a condition decides if it counts, which is not evaluated. */
  readonly conditional: boolean;
}

export interface ProjectRole {
  readonly name: string;
  readonly kind?: RoleKind;
}

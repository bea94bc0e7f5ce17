import { folderOf, nameOf } from '../text/paths';

/**
 * By name: `X.json` or `X.template.json` with `X.parameters.json`, `X.parameter.json`, `X.parameters.prod.json` or
 * `X.prod.parameters.json`, `XTemplate.json` with `XParameters.json`, in the same folder or in its subfolder
 * `parameters`. `template.json` matches `parameters.json`.
 */
export function pairParameterFiles(
  templates: readonly string[],
  parameterFiles: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const paired = new Map<string, string[]>();
  const stems = templates.map((path) => ({ path, folder: folderOf(path), stem: templateStem(path) }));
  for (const file of parameterFiles) {
    const folder = templateFolder(file);
    const here = stems.filter((one) => one.folder === folder);
    const base = parameterStem(file);
    const fitting = base === undefined ? [] : here.filter(({ stem }) => isStemOf(stem, base));
    const longest = Math.max(...fitting.map(({ stem }) => stem.length));
    // With `main.json` and `main.prod.json`, `main.prod.parameters.json` belongs to the second.
    const best = fitting.filter(({ stem }) => stem.length === longest);
    const [only] = best.length > 0 ? best : base === '' && here.length === 1 ? here : [];
    if (only !== undefined && best.length <= 1) {
      paired.set(only.path, [...(paired.get(only.path) ?? []), file]);
    }
  }
  return paired;
}

function templateFolder(parameterFile: string): string {
  const folder = folderOf(parameterFile);
  return /^(?:params?|parameters?)$/i.test(nameOf(folder)) ? folderOf(folder) : folder;
}

function isStemOf(stem: string, base: string): boolean {
  return base === stem || (stem !== '' && base.startsWith(stem) && /^[.\-_]/.test(base.slice(stem.length)));
}

/** `contoso` of `Contoso.template.json`, `ContosoTemplate.json` and `Contoso.bicep`; '' of `template.json`. */
function templateStem(path: string): string {
  return stemOf(path).replace(/(?:^|[.\-_]|(?<=.))template$/, '');
}

/** `contoso` of `ContosoParameters.json` and `contoso.parameters.prod.json`; undefined for other names. */
function parameterStem(path: string): string | undefined {
  return /^(.*?)[.\-_]?(?:parameters?|params?)(?:[.\-_].*)?$/.exec(stemOf(path))?.[1];
}

function stemOf(path: string): string {
  return nameOf(path)
    .toLowerCase()
    .replace(/\.(?:jsonc?|bicep|bicepparam)$/, '');
}

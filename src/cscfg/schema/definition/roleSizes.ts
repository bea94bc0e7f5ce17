/**
 * Sizes of a role's machines. https://learn.microsoft.com/azure/cloud-services-extended-support/deploy-prerequisite and
 * …/available-sizes
 */

/** The Resource Manager names of Cloud Services (classic) sizes; the keys are in lower case. */
const successors: ReadonlyMap<string, readonly string[]> = new Map([
  ['extrasmall', ['Standard_A0']],
  // The second is the documented name, of a series that is deprecated: github.com/MicrosoftDocs/azure-docs/issues/82998
  ['small', ['Standard_A1_v2', 'Standard_A1']],
  ['medium', ['Standard_A2']],
  ['large', ['Standard_A3']],
  ['extralarge', ['Standard_A4']],
  ...['A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'MSODSG5'].map((name): readonly [string, readonly string[]] => [
    name.toLowerCase(),
    [`Standard_${name}`],
  ]),
]);

/** What replaces a size of Cloud Services (classic), the best first; undefined for other names. */
export function successorsOf(size: string): readonly string[] | undefined {
  return successors.get(size.toLowerCase());
}

export const defaultSize = 'Small';

export const sizeFamilies = 'Av2, D, Dv2, Dv3, Dav4, Eav4, Ev3, G, H';

/** Sizes of these families; and those of the A series that keep their machines. */
const supported =
  /^Standard_(?:A\d+m?_v2|D\d+|D\d+i?_v[23]|D\d+a_v4|E\d+a_v4|E\d+i?_v3|G\d+|H\d+m?r?|A\d+|MSODSG5)(?:_Promo)?$/i;

/** By its name only, for Cloud Services (extended support). */
export function isRoleSize(size: string): boolean {
  return supported.test(size);
}

export const usualSizes = ['Standard_A1_v2', 'Standard_D1_v2', 'Standard_D2_v2', 'Standard_D2_v3', 'Standard_D4_v3'];

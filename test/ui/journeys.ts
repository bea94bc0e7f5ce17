import { anotherLanguage } from './journeys/anotherLanguage';
import { appearance } from './journeys/appearance';
import { certificateTree } from './journeys/certificateTree';
import { cloudFile } from './journeys/cloudFile';
import { demo } from './journeys/demo';
import { explanation } from './journeys/explanation';
import { extensionPage } from './journeys/extensionPage';
import { inBrowser } from './journeys/inBrowser';
import { firstVault } from './journeys/firstVault';
import { minimumVersion } from './journeys/minimumVersion';
import { mistakes } from './journeys/mistakes';
import { newcomer } from './journeys/newcomer';
import { overview } from './journeys/overview';
import { readiness } from './journeys/readiness';
import { refusedVault } from './journeys/refusedVault';
import { rollOver } from './journeys/rollOver';
import { restrictedMode } from './journeys/restrictedMode';
import { tour } from './journeys/tour';
import { uploadAndReference } from './journeys/uploadAndReference';
import { transfer } from './journeys/transfer';
import { usedBy } from './journeys/usedBy';
import { writing } from './journeys/writing';
import type { Stage } from './stage';

/** In the order of a new user; the journey that changes the appearance is last. */
export const journeys: readonly ((stage: Stage) => void)[] = [
  newcomer,
  cloudFile,
  certificateTree,
  usedBy,
  overview,
  mistakes,
  writing,
  transfer,
  refusedVault,
  readiness,
  explanation,
  rollOver,
  restrictedMode,
  inBrowser,
  firstVault,
  tour,
  extensionPage,
  uploadAndReference,
  minimumVersion,
  anotherLanguage,
  demo,
  appearance,
];

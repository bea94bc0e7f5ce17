/** What is wrong with how the program was called, and what to write instead where that is plain. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly advice: readonly string[];

  constructor(message: string, ...advice: readonly string[]) {
    super(message);
    this.advice = advice;
  }
}

export const usage = `Usage: node cli.js check [PATH…] [--vault NAME|URL]… [--offline] [--format text|json]
                         [--fail-on error|warning|never] [--expiry-days N] [--now ISO]
       node cli.js --help | --version`;

export const help = `Checks the certificates of Azure Cloud Services (extended support) configurations against Key Vault.

${usage}

  PATH…             Files, or folders with *.cscfg files at any depth, but not those in node_modules, bin, obj
                    and .git, nor behind links to folders. Default: the current folder.
  --vault NAME|URL  A key vault to ask, by name, URL, identifier or resource id. May be given several times.
  --offline         Ask no vault: every well-formed thumbprint is "unverified".
  --format FORMAT   text for people (default), json for programs.
  --fail-on LEVEL   From which severity on the exit code is 1: error (default), warning or never.
  --expiry-days N   Report certificates that expire within N days. Default: 30.
  --now ISO         Judge as of this time, such as 2027-01-31T00:00:00Z; UTC where no zone is given.
                    Default: the clock.
  --                What follows are paths, even if they begin with a hyphen.
  -h, --help        Show this.
  --version         Show the version.

Exit codes; of several that hold, the first of 2, 3, 1:

  0                 Nothing at or above --fail-on.
  1                 Findings at or above --fail-on.
  2                 Wrong usage, a file or folder that could not be read, a PATH without any .cscfg file,
                    or an unforeseen error. Files that can be read are checked all the same.
  3                 A vault could not be read, or a thumbprint is "unverified" though vaults were asked.
  130               Cancelled with Ctrl+C.

The report goes to the standard output, errors to the standard error. Signs in as Azure's tools do
(DefaultAzureCredential): environment variables, workload or managed identity, az login and so on.
NODE_DEBUG=cscfg writes every request to a vault (never a token) to the standard error.
`;

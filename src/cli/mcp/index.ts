/**
 * The entry of the MCP bundle, which contains the SDK of the Model Context Protocol. It is imported dynamically by the
 * command `mcp`, and gets the tools as plain data and a function, so that it contains nothing of the language.
 */
import {
  type CallToolResult,
  fromJsonSchema,
  type jsonSchemaValidator,
  type JsonSchemaValidatorResult,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { ToolDefinition } from '../../check/tools/definitions';
import type { ToolCall } from '../../check/tools/workspace';

export interface ServedTools {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** For the model: how to use the tools together. */
  readonly instructions: string;
  readonly definitions: readonly ToolDefinition[];
  /** Resolves to the text of the result; rejects when the call is aborted, and with unexpected errors. */
  readonly call: (name: string, input: unknown, call: ToolCall) => Promise<ToolAnswer>;
  /** Aborted when the server has to end. */
  readonly signal: AbortSignal;
}

export interface ToolAnswer {
  readonly text: string;
  readonly failed: boolean;
}

/** Answers on standard output what arrives on standard input; resolves when that ends or the signal is aborted. */
export async function serveTools(served: ServedTools): Promise<void> {
  const { stdin, stdout } = process;
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error'] as const) {
      stdin.once(event, () => {
        resolve();
      });
    }
    served.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const serving = serveStdio(() => serverOf(served), { transport: new StdioServerTransport(stdin, stdout) });
  await ended;
  await serving.close();
}

function serverOf({ name, title, version, instructions, definitions, call }: ServedTools): McpServer {
  const server = new McpServer({ name, title, version }, { capabilities: { tools: {} }, instructions });
  for (const { name: tool, title: toolTitle, description, inputSchema } of definitions) {
    server.registerTool(
      tool,
      {
        title: toolTitle,
        description,
        inputSchema: fromJsonSchema(inputSchema, checkedLater),
        annotations: { readOnlyHint: true, openWorldHint: true },
      },
      async (input, context): Promise<CallToolResult> => {
        const { text, failed } = await call(tool, input, callOf(context));
        return { content: [{ type: 'text', text }], isError: failed };
      },
    );
  }
  return server;
}

/** The tools check their arguments themselves, and name the mistake. */
const checkedLater: jsonSchemaValidator = {
  getValidator:
    <Input>() =>
    (input: unknown): JsonSchemaValidatorResult<Input> => ({
      valid: true,
      data: input as Input,
      errorMessage: undefined,
    }),
};

function callOf({ mcpReq }: ServerContext): ToolCall {
  const progressToken = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    report: (message, progress, total) => {
      if (progressToken !== undefined) {
        const params = { progressToken, progress, total, message };
        // A client that is gone needs no progress.
        mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
      }
    },
  };
}

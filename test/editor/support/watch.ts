import * as vscode from 'vscode';

/**
 * Tests and extension share one API object. What the editor does not return is recorded where the extension passes it
 * on: tree, status, context keys, questions and messages.
 */
export interface Watched {
  readonly treeViews: Map<string, TreeView>;
  readonly statusItems: Map<string, vscode.LanguageStatusItem>;
  /** The tabs with a page of the extension that are open or were opened, the newest last. */
  readonly panels: Panel[];
  readonly contextKeys: Map<string, unknown>;
  readonly log: string[];
  readonly messages: string[];
  readonly sessionListeners: ((event: vscode.AuthenticationSessionsChangeEvent) => unknown)[];
  readonly dropProviders: Provided<vscode.DocumentDropEditProvider>[];
  readonly pasteProviders: Provided<vscode.DocumentPasteEditProvider>[];
  /** Lists and input boxes that were shown, the newest last. */
  readonly questions: Question[];
  /** The tools for agents, by their names. */
  readonly tools: Map<string, vscode.LanguageModelTool<object>>;
  /** The providers of MCP servers, by their IDs. */
  readonly serverProviders: Map<string, vscode.McpServerDefinitionProvider>;
}

/** A provider and the documents for which it is registered. */
export interface Provided<Provider> {
  readonly selector: vscode.DocumentSelector;
  readonly provider: Provider;
}

/** A list or input box with its items. */
export interface Question {
  readonly title: string;
  readonly items: () => readonly vscode.QuickPickItem[];
  /** Makes an item active; only for lists that can change while they are open. */
  readonly choose?: (item: vscode.QuickPickItem) => void;
  readonly isBusy: () => boolean;
  focused?: vscode.QuickPickItem;
  isAnswered: boolean;
}

export interface Panel {
  readonly panel: vscode.WebviewPanel;
  /** What the extension sent to the page. */
  readonly sent: unknown[];
  /** What the page sent to the extension; a test can send the same. */
  readonly receive: (message: unknown) => void;
}

export interface TreeView {
  readonly provider: vscode.TreeDataProvider<unknown>;
  readonly view: vscode.TreeView<unknown>;
  readonly drag: vscode.TreeDragAndDropController<unknown> | undefined;
}

export const watched: Watched = {
  treeViews: new Map(),
  statusItems: new Map(),
  panels: [],
  contextKeys: new Map(),
  log: [],
  messages: [],
  sessionListeners: [],
  dropProviders: [],
  pasteProviders: [],
  questions: [],
  tools: new Map(),
  serverProviders: new Map(),
};

/** Replaces a function of the API, even if it is read-only; the result restores it. */
export function replace<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  replacement: (original: Owner[Name]) => Owner[Name],
): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const value = replacement(owner[name]);
  Object.defineProperty(owner, name, { value, configurable: true, enumerable: true, writable: true });
  return () => {
    Object.defineProperty(owner, name, before ?? { value: undefined });
  };
}

/** Call this before the extension is activated. */
export function watchEditor(): void {
  watchViews();
  watchPanels();
  watchMessages();
  watchQuestions();
  watchAgents();
  watchTransfers();
  replace(vscode.authentication, 'onDidChangeSessions', (original) => (listener, ...rest) => {
    watched.sessionListeners.push(listener);
    return original(listener, ...rest);
  });
  replace(vscode.languages, 'createLanguageStatusItem', (original) => (id, selector) => {
    const item = original(id, selector);
    watched.statusItems.set(id, item);
    return item;
  });
}

function watchAgents(): void {
  replace(
    vscode.lm,
    'registerTool',
    (original) =>
      ((name: string, tool: vscode.LanguageModelTool<object>) => {
        watched.tools.set(name, tool);
        return original(name, tool);
      }) as typeof original,
  );
  replace(vscode.lm, 'registerMcpServerDefinitionProvider', (original) => (id, provider) => {
    watched.serverProviders.set(id, provider);
    return original(id, provider);
  });
}

function watchViews(): void {
  replace(vscode.window, 'createTreeView', (original) => (id, options) => {
    const view = original(id, options);
    watched.treeViews.set(id, {
      provider: options.treeDataProvider,
      view: view,
      drag: options.dragAndDropController,
    });
    return view;
  });
  replace(
    vscode.commands,
    'executeCommand',
    (original) =>
      ((command: string, ...rest: unknown[]) => {
        if (command === 'setContext') {
          watched.contextKeys.set(String(rest[0]), rest[1]);
        }
        return original(command, ...rest);
      }) as typeof original,
  );
}

function watchPanels(): void {
  replace(vscode.window, 'createWebviewPanel', (original) => (...question) => {
    const panel = original(...question);
    const { webview } = panel;
    const sent: unknown[] = [];
    const received = new vscode.EventEmitter<unknown>();
    webview.onDidReceiveMessage((message: unknown) => {
      received.fire(message);
    });
    const watchedWebview = new Proxy(webview, {
      get: (target, key) => {
        if (key === 'onDidReceiveMessage') {
          return received.event;
        }
        if (key === 'postMessage') {
          return (message: unknown) => {
            sent.push(message);
            return target.postMessage(message);
          };
        }
        const member: unknown = Reflect.get(target, key, target);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
    watched.panels.push({
      panel,
      sent,
      receive: (message) => {
        received.fire(message);
      },
    });
    return new Proxy(panel, {
      get: (target, key) => {
        if (key === 'webview') {
          return watchedWebview;
        }
        const member: unknown = Reflect.get(target, key, target);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
  });
}

function watchMessages(): void {
  for (const name of ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const) {
    replace(vscode.window, name, () => (message: string) => {
      watched.messages.push(message);
      return Promise.resolve(undefined);
    });
  }
  replace(
    vscode.window,
    'createOutputChannel',
    (original) =>
      ((name: string, options: { readonly log: true }) => {
        const channel = original(name, options);
        return new Proxy(channel, {
          get: (target, key) => {
            const member: unknown = Reflect.get(target, key);
            return typeof member !== 'function'
              ? member
              : (...args: unknown[]) => {
                  watched.log.push(`${String(key)} ${args.join(' ')}`);
                  return (member as (...all: unknown[]) => unknown).apply(target, args);
                };
          },
        });
      }) as never,
  );
}

function watchQuestions(): void {
  replace(vscode.window, 'createQuickPick', (original) => <Item extends vscode.QuickPickItem>() => {
    const pick = original<Item>();
    const question = ask({
      title: '',
      items: () => pick.items,
      isBusy: () => pick.busy,
      choose: (item) => (pick.activeItems = [item as Item]),
    });
    pick.onDidChangeActive(([active]) => {
      if (active !== undefined) {
        question.focused = active;
      }
    });
    pick.onDidHide(() => (question.isAnswered = true));
    return pick;
  });
  replace(
    vscode.window,
    'showQuickPick',
    (original) =>
      (async (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
        const question = ask({ title: options.title ?? '', items: () => items, isBusy: () => false });
        const onDidSelectItem = (item: vscode.QuickPickItem): void => void (question.focused = item);
        const answer = await original(items, { ...options, onDidSelectItem } as vscode.QuickPickOptions);
        question.isAnswered = true;
        return answer;
      }) as never,
  );
  replace(vscode.window, 'showInputBox', (original) => async (options) => {
    const question = ask({
      title: options?.title ?? '',
      items: () => [{ label: options?.value ?? '' }],
      isBusy: () => false,
    });
    const answer = await original(options);
    question.isAnswered = true;
    return answer;
  });
}

function ask(question: Omit<Question, 'isAnswered'>): Question {
  const asked = { ...question, isAnswered: false };
  watched.questions.push(asked);
  return asked;
}

function watchTransfers(): void {
  replace(vscode.languages, 'registerDocumentDropEditProvider', (original) => (selector, provider, metadata) => {
    watched.dropProviders.push({ selector, provider });
    return original(selector, provider, metadata);
  });
  replace(vscode.languages, 'registerDocumentPasteEditProvider', (original) => (selector, provider, metadata) => {
    watched.pasteProviders.push({ selector, provider });
    return original(selector, provider, metadata);
  });
}

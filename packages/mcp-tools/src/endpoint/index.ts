export { askForm, askInBrowser } from './definitions/questions.ts'
export type {
  Answers,
  BrowserQuestion,
  FormAnswer,
  FormQuestion,
  Question,
  Questions,
  RootsQuestion,
  SamplingQuestion
} from './definitions/questions.ts'
export type { Call } from './definitions/call.ts'
export type {
  CallLimiter,
  CallStore,
  ConfirmationOutcome,
  Confirmations,
  Idempotency,
  IdempotencyState,
  IdempotentCall,
  Sealer
} from './definitions/call-store.ts'
export type { Change, ChangeFeed } from './definitions/changes.ts'
export type { Completion } from './definitions/completion.ts'
export { Content } from './definitions/content.ts'
export { createLocalBus, MESSAGE_LIMIT, type MessageBus } from './definitions/message-bus.ts'
export type { Principal } from './definitions/principal.ts'
export { definePrompt, type Prompt, type PromptDefinition } from './definitions/prompt.ts'
export { defineResource, type Resource, ResourceContent, type ResourceDefinition } from './definitions/resource.ts'
export { defineTool, type Tool, type ToolAnnotations, type ToolDefinition } from './definitions/tool.ts'
export type { ExpectedError } from './methods/run.ts'
export { MAX_RESULT_LENGTH } from './methods/tool-result.ts'
export { mcpEndpoint } from './endpoint.ts'
export { VIEW_MIME_TYPE } from './wire/apps-extension.ts'
export type { McpEndpointOptions } from './options.ts'

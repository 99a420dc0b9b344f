// What other domains may use of automation.
export { RuleActed, RuleFailed, RuleStopped, EventRaised } from './contract/events.ts'

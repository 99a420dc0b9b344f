// What is no longer true after a rule was changed, tried, switched or released.
import { automationApi } from '../contract/api.ts'

export const STALE = [automationApi.list, automationApi.get, automationApi.versions, automationApi.lastTry, automationApi.runs]

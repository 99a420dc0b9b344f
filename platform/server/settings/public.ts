// What other parts may use of the settings.
export { setting, settingNow } from './current-setting.ts'

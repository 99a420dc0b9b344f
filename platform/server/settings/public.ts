// What other parts may use of the settings.
export { setting, settingAsStored, settingNow } from './current-setting.ts'

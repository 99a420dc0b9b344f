/** `process.design`: headquarters draws and publishes; everybody in support may look (§8.1). */
export const processPermissions = ['process.read', 'process.design'] as const

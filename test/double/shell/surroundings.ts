export const nativeTheme = { shouldUseDarkColors: true, themeSource: 'system' };

export const screen = {
  getAllDisplays: (): readonly object[] => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

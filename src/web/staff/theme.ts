import { theme as antdTheme, type ThemeConfig } from 'antd';

/**
 * Every colour and size of the staff web (经办端). Text on its ground is at least 4.5 : 1 in both palettes.
 * Vermilion (朱砂) only for seals, refusals and what is overdue; green only for what is verified; amber for what needs a look.
 */
const light = {
  ground: '#faf8f3',
  sheet: '#ffffff',
  sunken: '#f4f1e9',
  hover: '#f6f3eb',
  line: '#e3ddd0',
  lineStrong: '#8f897c',
  ink: '#1f2226',
  muted: '#5d6066',
  primary: '#1d4a78',
  onPrimary: '#ffffff',
  link: '#1d4a78',
  chosen: '#e6edf5',
  vermilion: '#b3301d',
  vermilionGround: '#fdf0ec',
  verified: '#23683c',
  verifiedGround: '#edf6ef',
  amber: '#835300',
  amberGround: '#fdf4de',
  onVermilion: '#ffffff',
  focus: '#2f6fb3',
};

const dark: Palette = {
  ground: '#15171a',
  sheet: '#1c1f23',
  sunken: '#181a1e',
  hover: '#24282d',
  line: '#33383f',
  lineStrong: '#7b828c',
  ink: '#e8e5de',
  muted: '#a9adb4',
  primary: '#2f68a3',
  onPrimary: '#ffffff',
  link: '#92bdea',
  chosen: '#22344a',
  vermilion: '#f08a78',
  vermilionGround: '#3a201c',
  verified: '#82c897',
  verifiedGround: '#1b3023',
  amber: '#e6b65c',
  amberGround: '#35290f',
  onVermilion: '#1d0f0c',
  focus: '#7fb2ea',
};

type Palette = Record<keyof typeof light, string>;
export type Mode = 'light' | 'dark';
const palettes: Record<Mode, Palette> = { light, dark };

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** The palette as antd takes it. No motion and no shadows: the screen answers at once and lies flat. */
export function themeOf(mode: Mode): ThemeConfig {
  const c = palettes[mode];
  return {
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    cssVar: { key: 'lantai' },
    hashed: false,
    token: {
      ...{ fontFamily: FONT, fontSize: 14, borderRadius: 4, motion: false, wireframe: false },
      ...{ colorPrimary: c.primary, colorError: c.vermilion, colorSuccess: c.verified, colorWarning: c.amber, colorLink: c.link },
      ...{ colorBgLayout: c.ground, colorBgContainer: c.sheet, colorBgElevated: c.sheet, colorText: c.ink, colorTextHeading: c.ink },
      ...{ colorTextSecondary: c.muted, colorTextTertiary: c.muted, colorTextDescription: c.muted, colorTextPlaceholder: c.muted },
      ...{ colorBorder: c.lineStrong, colorBorderSecondary: c.line, colorSplit: c.line, colorErrorText: c.vermilion },
    },
    components: {
      Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 2px', labelColor: c.ink },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', primaryColor: c.onPrimary, dangerColor: c.onVermilion },
      Input: { activeBorderColor: c.focus, hoverBorderColor: c.focus, activeShadow: `0 0 0 1px ${c.focus}` },
    },
  };
}

/** The same palette as CSS variables (`--ground`, `--line-strong`…) for our own parts. */
export function paint(mode: Mode): void {
  const { style, dataset } = document.documentElement;
  dataset['theme'] = mode;
  style.colorScheme = mode;
  style.setProperty('--font', FONT);
  for (const [name, colour] of Object.entries(palettes[mode]))
    style.setProperty(`--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, colour);
}

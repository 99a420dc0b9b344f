// The sounds of Chinese characters; a large table, loaded with the palette only.
import { match } from 'pinyin-pro'

/** `gd` fits 工单; whole syllables fit as well. Letters must follow each other. */
export const pinyinFits = (text: string, typed: string): boolean => match(text, typed, { continuous: true, space: 'ignore' }) !== null

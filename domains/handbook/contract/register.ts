// Standards and benchmark figures as the handbook prints them: never law, never verified by being here (B-32).
import { z } from 'zod'

export const Standard = z.object({
  /** null where the handbook prints a title without a number. */ number: z.string().nullable(), title: z.string(), edition: z.string().nullable(), citedAt: z.array(z.string()),
  status: z.literal('as-printed'), /** Other titles that the handbook prints for the same number. */ conflictsWith: z.array(z.object({ title: z.string(), citedAt: z.array(z.string()) })), remark: z.string().nullable(),
})
export type Standard = z.infer<typeof Standard>

export const Benchmark = z.object({
  code: z.string(), sections: z.array(z.string()), name: z.string(), /** As printed. */ figure: z.string(), unit: z.string(), source: z.string().nullable(), year: z.number().int().nullable(),
  status: z.literal('as-printed'), note: z.string(), remark: z.string().nullable(),
})
export type Benchmark = z.infer<typeof Benchmark>

// Dates as people say them, in the reader's language; times in ISO for machines.

/** A day such as "3 March 2026"; '' where `at` is no date. */
export function dayOf(at: number | string, locale: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  return format(locale, { day: 'numeric', month: 'long', year: 'numeric' }, date)
}

/** A day with the time, for deadlines. */
export function dayAndTime(at: number, locale: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  return format(
    locale,
    { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    date,
  )
}

/** For `datetime`; years that ISO cannot write are left out. */
export function moment(at: number): string | undefined {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

function format(locale: string, options: Intl.DateTimeFormatOptions, date: Date): string {
  try {
    const text = new Intl.DateTimeFormat(locale, options).format(date)
    // The first of a month is an ordinal in French, and no browser writes it.
    return /^fr/i.test(locale) ? text.replace(/^1 /, '1er ') : text
  } catch {
    return new Intl.DateTimeFormat('en', options).format(date)
  }
}

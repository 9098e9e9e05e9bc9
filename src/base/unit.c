/* unit.c - numbers as people read them. Knows units, not what they measure. */
#include "unit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "vec.h"

#define SECOND UINT64_C(1000000000)

static int format_number(char *out, size_t room, struct value v)
{
	return snprintf(out, room, "%" PRIu64, v.number);
}

static int format_address(char *out, size_t room, struct value v)
{
	return snprintf(out, room, "%012" PRIx64, v.number);
}

static int format_signed(char *out, size_t room, struct value v)
{
	return snprintf(out, room, "%" PRId64, (int64_t)v.number);
}

/* Three digits say enough: 1.91G, 11.2G, 842M; of megabytes only what is below ten has a fraction: 5.2M, 61M. */
static int format_bytes(char *out, size_t room, struct value v)
{
	static const char units[] = "BKMGTPE";
	double n = (double)v.number;
	size_t unit = 0;
	int digits;

	if (v.number < 1024)
		return snprintf(out, room, v.number ? "%" PRIu64 "B" : "0", v.number);
	/* 999.5K would be shown as 1000K: from there on the next unit is shorter. */
	for (; n >= 999.5 && unit + 2 < sizeof(units); unit++)
		n /= 1024;
	if (units[unit] == 'K')
		digits = 0;
	else if (units[unit] == 'M')
		digits = n < 9.95 ? 1 : 0;
	else
		digits = n < 9.995 ? 2 : n < 99.95 ? 1 : 0;
	return snprintf(out, room, "%.*f%c", digits, n, units[unit]);
}

static int format_change(char *out, size_t room, struct value v, int (*format)(char *, size_t, struct value))
{
	int64_t n = (int64_t)v.number;
	int sign = n ? snprintf(out, room, "%c", n < 0 ? '-' : '+') : 0;

	if ((size_t)sign >= room)
		return sign;
	return sign + format(out + sign, room - (size_t)sign, value_number(n < 0 ? 0 - v.number : v.number));
}

static int format_rate(char *out, size_t room, struct value v)
{
	int n = format_change(out, room, v, format_bytes);

	if (v.number == 0 || n < 0 || (size_t)n >= room)
		return n;
	return n + snprintf(out + n, room - (size_t)n, "/s");
}

static int format_flow(char *out, size_t room, struct value v)
{
	int n = format_bytes(out, room, v);

	if (v.number == 0 || n < 0 || (size_t)n >= room)
		return n;
	return n + snprintf(out + n, room - (size_t)n, "/s");
}

static int format_percent(char *out, size_t room, struct value v)
{
	return snprintf(out, room, "%.*f", v.real >= 999.95 ? 0 : 1, v.real);
}

static int format_span(char *out, size_t room, struct value v)
{
	uint64_t s = v.number / SECOND, hundredths = v.number % SECOND / (SECOND / 100);

	if (s < 3600)
		return snprintf(out, room, "%" PRIu64 ":%02u.%02u", s / 60, (unsigned)(s % 60), (unsigned)hundredths);
	if (s < 24 * 3600)
		return snprintf(out, room, "%" PRIu64 "h%02u:%02u", s / 3600, (unsigned)(s / 60 % 60), (unsigned)(s % 60));
	if (s >= 100 * 86400)
		return snprintf(out, room, "%" PRIu64 "d%02uh", s / 86400, (unsigned)(s / 3600 % 24));
	return snprintf(out, room, "%" PRIu64 "d%02uh%02u", s / 86400, (unsigned)(s / 3600 % 24), (unsigned)(s / 60 % 60));
}

static int format_instant(char *out, size_t room, struct value v)
{
	time_t seconds = (time_t)(v.number / SECOND);
	char text[32];
	struct tm tm;

	if (!localtime_r(&seconds, &tm))
		return snprintf(out, room, "?");
	/* strftime leaves no end behind where there is too little room. */
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
	return snprintf(out, room, "%s", text);
}

/* Text is foreign: text_printable writes it; and series_format writes a series. */
static int format_nothing(char *out, size_t room, struct value v)
{
	(void)v;
	return snprintf(out, room, "%s", "");
}

static int compare_number(struct value a, struct value b)
{
	return (a.number > b.number) - (a.number < b.number);
}

static int compare_signed(struct value a, struct value b)
{
	return ((int64_t)a.number > (int64_t)b.number) - ((int64_t)a.number < (int64_t)b.number);
}

static int compare_real(struct value a, struct value b)
{
	return (a.real > b.real) - (a.real < b.real);
}

static int compare_text(struct value a, struct value b)
{
	size_t shorter = a.text.length < b.text.length ? a.text.length : b.text.length;
	int order = memcmp(a.text.bytes, b.text.bytes, shorter);

	return order ? order : (a.text.length > b.text.length) - (a.text.length < b.text.length);
}

/* By how much it has grown. */
static int64_t rise(struct value v)
{
	return v.kind == VALUE_SERIES && v.series.count ? (int64_t)(v.series.points[v.series.count - 1] - v.series.points[0]) : 0;
}

static int compare_series(struct value a, struct value b)
{
	return (rise(a) > rise(b)) - (rise(a) < rise(b));
}

/* What of the whole the first is. */
static double first_part(struct value v)
{
	double all = 0;

	for (size_t i = 0; v.kind == VALUE_SERIES && i < v.series.count; i++)
		all += (double)v.series.points[i];
	return all > 0 ? (double)v.series.points[0] / all : 0;
}

static int compare_parts(struct value a, struct value b)
{
	return (first_part(a) > first_part(b)) - (first_part(a) < first_part(b));
}

static const struct {
	bool right, descending;
	int (*format)(char *, size_t, struct value);
	int (*compare)(struct value, struct value);
} units[] = {
	[UNIT_ID]      = { true,  false, format_number,  compare_number },
	[UNIT_ADDRESS] = { true,  false, format_address, compare_number },
	[UNIT_COUNT]   = { true,  true,  format_number,  compare_number },
	[UNIT_SIGNED]  = { true,  false, format_signed,  compare_signed },
	[UNIT_BYTES]   = { true,  true,  format_bytes,   compare_number },
	[UNIT_RATE]    = { true,  true,  format_rate,    compare_signed },
	[UNIT_FLOW]    = { true,  true,  format_flow,    compare_signed },
	[UNIT_REAL]    = { true,  true,  format_percent, compare_real },
	[UNIT_PERCENT] = { true,  true,  format_percent, compare_real },
	[UNIT_SPAN]    = { true,  true,  format_span,    compare_number },
	[UNIT_INSTANT] = { true,  true,  format_instant, compare_number },
	[UNIT_TEXT]    = { false, false, format_nothing, compare_text },
	[UNIT_PARTS]   = { false, true,  format_nothing, compare_parts },
	[UNIT_SERIES]  = { true,  true,  format_nothing, compare_series },
};

bool unit_is_right(enum unit u)
{
	return units[u].right;
}

bool unit_is_descending(enum unit u)
{
	return units[u].descending;
}

size_t unit_format(char *out, size_t room, enum unit u, struct value v)
{
	int mark = 0, n;

	if (v.kind == VALUE_UNKNOWN || v.kind == VALUE_BLANK)
		n = snprintf(out, room, "%s", v.kind == VALUE_UNKNOWN ? "?" : "");
	else {
		mark = v.at_least ? snprintf(out, room, ">=") : v.is_about ? snprintf(out, room, "~") : 0;
		if ((size_t)mark >= room)
			n = 0;
		else if (v.is_change && v.kind == VALUE_NUMBER)
			n = format_change(out + mark, room - (size_t)mark, v, units[u].format);
		else
			n = units[u].format(out + mark, room - (size_t)mark, v);
	}
	if (n < 0 || (size_t)(mark + n) >= room)
		return room ? strlen(out) : 0;
	return (size_t)(mark + n);
}

size_t unit_format_age(char *out, size_t room, unsigned age_s)
{
	static const struct { unsigned seconds; char letter; } steps[] = { { 86400, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' } };
	size_t i = 0;

	if (room)
		*out = '\0';
	if (age_s < UNIT_FRESH_S)
		return 0;
	while (age_s < steps[i].seconds)
		i++;
	return (size_t)snprintf(out, room, "%u%c", age_s / steps[i].seconds, steps[i].letter);
}

int unit_compare(enum unit u, struct value a, struct value b)
{
	bool no_a = a.kind == VALUE_UNKNOWN || a.kind == VALUE_BLANK, no_b = b.kind == VALUE_UNKNOWN || b.kind == VALUE_BLANK;

	if (no_a || no_b)
		return no_a - no_b;
	if ((a.is_change || b.is_change) && a.kind == VALUE_NUMBER && b.kind == VALUE_NUMBER)
		return compare_signed(a, b);
	return units[u].compare(a, b);
}

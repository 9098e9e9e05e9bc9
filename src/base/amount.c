/* amount.c - reads numbers with units. Knows not what they measure, and formats none. */
#define _GNU_SOURCE
#include "amount.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "vec.h"

#define SECOND 1000000000.0
#define LONGEST 32           /* bytes of an amount */

struct suffix {
	const char *name;
	double times;
};

static const struct suffix bytes[] = {
	{ "", 1 }, { "b", 1 }, { "k", 0x1p10 }, { "m", 0x1p20 }, { "g", 0x1p30 }, { "t", 0x1p40 }, { "p", 0x1p50 }, { "e", 0x1p60 },
	{ "kb", 0x1p10 }, { "mb", 0x1p20 }, { "gb", 0x1p30 }, { "tb", 0x1p40 }, { "pb", 0x1p50 }, { "eb", 0x1p60 },
	{ "kib", 0x1p10 }, { "mib", 0x1p20 }, { "gib", 0x1p30 }, { "tib", 0x1p40 }, { "pib", 0x1p50 }, { "eib", 0x1p60 }, { NULL, 0 },
};
static const struct suffix counts[] = { { "", 1 }, { "k", 1e3 }, { "m", 1e6 }, { "g", 1e9 }, { NULL, 0 } };
static const struct suffix whole[] = { { "", 1 }, { NULL, 0 } };
static const struct suffix percents[] = { { "", 1 }, { "%", 1 }, { NULL, 0 } };
static const struct suffix spans[] = {
	{ "us", SECOND / 1e6 }, { "ms", SECOND / 1e3 }, { "s", SECOND }, { "m", 60 * SECOND }, { "min", 60 * SECOND },
	{ "h", 3600 * SECOND }, { "d", 86400 * SECOND }, { "w", 7 * 86400 * SECOND }, { NULL, 0 },
};

/* Digits, and a fraction if there is one: no sign, no exponent, nothing that only strtod(3) takes for a number. */
static bool read_digits(const char **at, double *out)
{
	size_t n = strspn(*at, "0123456789"), behind = (*at)[n] == '.' ? 1 + strspn(*at + n + 1, "0123456789") : 0;
	char number[LONGEST + 1];

	if (n == 0 || behind == 1)
		return false;
	memcpy(number, *at, n + behind);
	number[n + behind] = '\0';
	*out = strtod(number, NULL);
	*at += n + behind;
	return true;
}

static bool read_suffix(const char **at, const struct suffix *suffixes, double *times)
{
	size_t n = strspn(*at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%");

	for (; suffixes->name; suffixes++)
		if (strlen(suffixes->name) == n && strncasecmp(suffixes->name, *at, n) == 0) {
			*times = suffixes->times;
			*at += n;
			return true;
		}
	return false;
}

static bool read_one(const char *text, const struct suffix *suffixes, double *out)
{
	double n, times;

	if (!read_digits(&text, &n) || !read_suffix(&text, suffixes, &times) || *text)
		return false;
	*out = n * times;
	return true;
}

/* A whole number of 64 bits; digits alone are exact, however many they are. */
static bool read_whole(const char *text, const struct suffix *suffixes, struct value *out)
{
	size_t digits = strspn(text, "0123456789");
	double n;

	if (!read_one(text, suffixes, &n) || n >= 0x1p64)
		return false;
	*out = value_number(text[digits] ? (uint64_t)n : strtoull(text, NULL, 10));
	return true;
}

static bool read_bytes(const char *text, struct value *out)
{
	return read_whole(text, bytes, out);
}

static bool read_count(const char *text, struct value *out)
{
	return read_whole(text, counts, out);
}

static bool read_id(const char *text, struct value *out)
{
	return !strchr(text, '.') && read_whole(text, whole, out);
}

static bool read_signed(const char *text, struct value *out)
{
	bool minus = text[0] == '-';

	if (!read_id(text + minus, out) || out->number > INT64_MAX)
		return false;
	out->number = minus ? -out->number : out->number;
	return true;
}

/* "3.1m", "3.1m/s", "-200m/h". */
static bool read_rate(const char *text, struct value *out)
{
	static const struct suffix per[] = { { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 }, { NULL, 0 } };
	const char *slash = strchr(text, '/'), *at = slash ? slash + 1 : "s";
	bool minus = text[0] == '-';
	char amount[LONGEST + 1];
	double n, seconds;

	text += minus || text[0] == '+';
	strcpy(amount, text);
	amount[strcspn(amount, "/")] = '\0';
	if (!read_one(amount, bytes, &n) || !read_suffix(&at, per, &seconds) || *at || n >= 0x1p62)
		return false;
	n = (minus ? -n : n) / seconds;
	*out = value_number((uint64_t)(int64_t)n);
	return true;
}

static bool read_real(const char *text, struct value *out)
{
	bool minus = text[0] == '-';
	double n;

	if (!read_one(text + minus, whole, &n))
		return false;
	*out = value_real(minus ? -n : n);
	return true;
}

static bool read_percent(const char *text, struct value *out)
{
	double n;

	if (!read_one(text, percents, &n))
		return false;
	*out = value_real(n);
	return true;
}

/* One or more numbers, each with its unit: "1h30m". A number alone counts seconds. */
static bool read_span(const char *text, struct value *out)
{
	double sum = 0, n, times;
	const char *at = text;

	if (read_one(text, whole, &n))
		sum = n * SECOND;
	else
		for (; *at; sum += n * times)
			if (!read_digits(&at, &n) || !read_suffix(&at, spans, &times))
				return false;
	if (sum >= 0x1p63)
		return false;
	*out = value_number((uint64_t)sum);
	return true;
}

static bool read_instant(const char *text, struct value *out)
{
	static const char *const forms[] = { "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
	                                     "%Y-%m-%dT%H:%M:%SZ" };

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		struct tm tm = { .tm_isdst = -1, .tm_mday = 1 };
		const char *end = strptime(text, forms[i], &tm);
		time_t seconds;
		if (!end || *end)
			continue;
		seconds = end[-1] == 'Z' ? timegm(&tm) : mktime(&tm);
		if (seconds < 0 || seconds > (time_t)(INT64_MAX / 1000000000))
			return false;
		*out = value_number((uint64_t)seconds * 1000000000);
		return true;
	}
	return false;
}

static const struct {
	bool (*read)(const char *, struct value *);
	const char *name;
} amounts[] = {
	[UNIT_ID]      = { read_id,      "an id: a whole number" },
	[UNIT_COUNT]   = { read_count,   "a number, as 100 or 20k are" },
	[UNIT_SIGNED]  = { read_signed,  "a whole number, as 10 or -5 are" },
	[UNIT_BYTES]   = { read_bytes,   "an amount of memory, as 512m or 1.5g are" },
	[UNIT_RATE]    = { read_rate,    "an amount of memory in a time, as 3.1m/s or -200m/h are" },
	[UNIT_FLOW]    = { read_rate,    "an amount of bytes in a time, as 3.1m/s or 200k/s are" },
	[UNIT_PARTS]   = { NULL,         "what parts of a whole can be compared with: ask for the share" },
	[UNIT_SERIES]  = { NULL,         "what a line of points can be compared with: ask for growth" },
	[UNIT_REAL]    = { read_real,    "a number, as 2.5 is" },
	[UNIT_PERCENT] = { read_percent, "a share, as 50 or 50% are" },
	[UNIT_SPAN]    = { read_span,    "a span of time, as 90s, 1h30m or 2d are" },
	[UNIT_INSTANT] = { read_instant, "a time, as 2026-11-22 or 2026-11-22T09:30 are" },
};

bool amount_read(enum unit u, const char *text, size_t length, struct value *out)
{
	char copy[LONGEST + 1];

	if (u >= ARRAY_LEN(amounts) || !amounts[u].read || length > LONGEST || length == 0 || memchr(text, '\0', length))
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	return amounts[u].read(copy, out);
}

const char *amount_name(enum unit u)
{
	return u < ARRAY_LEN(amounts) && amounts[u].name ? amounts[u].name : "a text";
}

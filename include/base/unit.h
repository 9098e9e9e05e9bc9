/* unit.h - values with a unit, and how they are shown and compared. The only place that turns numbers into text. */
#ifndef UNIT_H
#define UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum unit {
	UNIT_ID,       /* a pid, a uid: a number that is a name */
	UNIT_ADDRESS,  /* in hexadecimal */
	UNIT_COUNT,    /* how many */
	UNIT_SIGNED,   /* a number that may be below zero: nice, priority */
	UNIT_BYTES,
	UNIT_RATE,     /* bytes a second, which may be below zero: an int64_t */
	UNIT_FLOW,     /* bytes a second, which only go one way */
	UNIT_REAL,     /* a real number */
	UNIT_PERCENT,  /* a real number: 100 is all of it */
	UNIT_SPAN,     /* nanoseconds that something lasted */
	UNIT_INSTANT,  /* nanoseconds since 1970 */
	UNIT_TEXT,     /* bytes of others: hostile */
	UNIT_PARTS,    /* bytes, that a whole is made of: compares by the share of the first */
	UNIT_SERIES,   /* bytes, one number after the other: compares by how much more the last is than the first */
};

/* Unknown is neither 0 nor empty: it could not be read, and may be anything. */
enum value_kind {
	VALUE_UNKNOWN,  /* "?", null in JSON, last in every sort */
	VALUE_BLANK,    /* has no such value (a thread has no memory of its own): an empty cell, null in JSON */
	VALUE_NUMBER,
	VALUE_REAL,
	VALUE_TEXT,
	VALUE_SERIES,   /* of numbers, the oldest first */
};

struct value {
	enum value_kind kind : 8;
	bool at_least : 1;          /* a sum of which some members are unknown: ">=" */
	bool is_about : 1;      /* an estimate, or a sum of which some members were read earlier: "~" */
	bool is_change : 1;     /* what has come or gone: a number is an int64_t then, and has its sign before it */
	uint16_t age_s;         /* seconds since it was read: see unit_format_age */
	union {
		uint64_t number;    /* UNIT_SIGNED, UNIT_RATE, a change: an int64_t stored in it */
		double real;
		struct { const char *bytes; size_t length; } text;  /* borrowed from where the value came from */
		struct { const uint64_t *points; size_t count; } series;    /* likewise */
	};
};

static inline struct value value_number(uint64_t n) { return (struct value){ .kind = VALUE_NUMBER, .number = n }; }
static inline struct value value_real(double r) { return (struct value){ .kind = VALUE_REAL, .real = r }; }
static inline struct value value_unknown(void) { return (struct value){ .kind = VALUE_UNKNOWN }; }
static inline struct value value_blank(void) { return (struct value){ .kind = VALUE_BLANK }; }
static inline struct value value_text(const char *bytes, size_t length)
{
	return (struct value){ .kind = VALUE_TEXT, .text = { bytes, length } };
}

/* Numbers stand at the right of their column, texts and ids' names at the left. */
bool unit_is_right(enum unit u);

/* The direction in which one looks first: the largest number, the first name. */
bool unit_is_descending(enum unit u);

/* Writes the value as people read it ("1.91G", "12:09.02", "?"), at most room-1 bytes and a zero. Not for VALUE_TEXT,
 * which is foreign: see text_printable; nor for VALUE_SERIES: see series_format. Returns the bytes written. */
size_t unit_format(char *out, size_t room, enum unit u, struct value v);

/* Writes the age of a value that was read that long ago: "8s", "12m", "3h", "9d"; nothing where it is fresh. */
size_t unit_format_age(char *out, size_t room, unsigned age_s);

#define UNIT_FRESH_S 3      /* what is younger is as good as new */
#define UNIT_AGE_CELLS 3    /* at most */

/* Below, at or above zero as a comes before, with or after b in ascending order; unknown and blank come after all. */
int unit_compare(enum unit u, struct value a, struct value b);

#endif

/* json.c - a writer of JSON that is valid whatever it is given. Reads none. */
#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "text.h"

static void element(struct json *j)
{
	if (j->comma)
		putc(',', j->out);
	j->comma = true;
}

void json_open(struct json *j, char bracket)
{
	element(j);
	putc(bracket, j->out);
	j->comma = false;
}

void json_close(struct json *j, char bracket)
{
	putc(bracket, j->out);
	j->comma = true;
}

void json_key(struct json *j, const char *key)
{
	json_text(j, key, strlen(key));
	putc(':', j->out);
	j->comma = false;
}

void json_number(struct json *j, uint64_t n)
{
	element(j);
	fprintf(j->out, "%" PRIu64, n);
}

void json_signed(struct json *j, int64_t n)
{
	element(j);
	fprintf(j->out, "%" PRId64, n);
}

void json_real(struct json *j, double r)
{
	if (!isfinite(r)) {
		json_null(j);
		return;
	}
	element(j);
	fprintf(j->out, "%.2f", r);
}

void json_bool(struct json *j, bool yes)
{
	element(j);
	fputs(yes ? "true" : "false", j->out);
}

void json_null(struct json *j)
{
	element(j);
	fputs("null", j->out);
}

static void escape(FILE *out, uint32_t point)
{
	if (point > 0xffff)
		fprintf(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (point >> 10)), (unsigned)(0xdc00 + (point & 0x3ff)));
	else
		fprintf(out, "\\u%04x", (unsigned)point);
}

void json_text(struct json *j, const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	char one[4];

	element(j);
	putc('"', j->out);
	while (at < end) {
		uint32_t point = text_decode(&at, end);
		/* Most of these are valid in JSON, but a terminal that shows the line would obey them. */
		if (!text_is_shown(point))
			escape(j->out, point);
		else if (point == '"' || point == '\\')
			fprintf(j->out, "\\%c", (int)point);
		else
			fwrite(one, 1, text_encode(one, point), j->out);
	}
	putc('"', j->out);
}

/* json.h - JSON written as it comes (RFC 8259). The caller opens and closes in the right order. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct json {
	FILE *out;      /* borrowed */
	bool comma;     /* whether the next element needs one before it */
};

void json_open(struct json *j, char bracket);   /* '{' or '[' */
void json_close(struct json *j, char bracket);  /* '}' or ']' */
void json_key(struct json *j, const char *key);
void json_number(struct json *j, uint64_t n);
void json_signed(struct json *j, int64_t n);
void json_real(struct json *j, double r);       /* what is not finite becomes null */
void json_bool(struct json *j, bool yes);
void json_null(struct json *j);

/* Any bytes: what is not UTF-8 becomes U+FFFD, control characters are escaped. */
void json_text(struct json *j, const char *bytes, size_t length);

#endif

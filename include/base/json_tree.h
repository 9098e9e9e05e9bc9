/* json_tree.h - JSON of others (RFC 8259) as a tree of values, read by libjansson. json.h writes it. */
#ifndef JSON_TREE_H
#define JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

/* A value. All below the whole are borrowed from it. */
struct json_node;

/* The whole, which the caller frees. NULL, and why with the line, when it is no object and no array, has a key twice, an integer of
 * more than 63 bits, or goes deeper than 2,000 levels. */
struct json_node *json_tree_read(const char *text, size_t length, struct err *why);

/* NULL is fine. */
void json_tree_free(struct json_node *whole);

/* All of these may be asked of NULL, which is not there. */

/* What an object has under this key; NULL: it has not, or is no object. */
const struct json_node *json_tree_at(const struct json_node *v, const char *key);

/* Elements of an array; of all else there are none. */
size_t json_tree_count(const struct json_node *v);
const struct json_node *json_tree_element(const struct json_node *v, size_t i);

bool json_tree_is_null(const struct json_node *v);

/* A whole number from 0 to 2^63 - 1, also where it is written as 1e9. False: it is something else. */
bool json_tree_number(const struct json_node *v, uint64_t *out);

/* The bytes of a text, UTF-8 with a zero at the end and none before it; NULL: it is none. */
const char *json_tree_text(const struct json_node *v);

#endif

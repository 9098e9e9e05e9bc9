/* box_names.c - ids in order, and the names that were found for them. Knows no engine. */
#include "box_names.h"

#include <stdlib.h>
#include <string.h>

void box_names_init(struct box_names *b)
{
	*b = (struct box_names){ 0 };
	vec_init(&b->list, sizeof(struct box_name));
}

void box_names_free(struct box_names *b)
{
	vec_free(&b->list);
	arena_free(&b->arena);
}

bool box_id_is(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!memchr("0123456789abcdef", text[i], 16))
			return false;
	return length == BOX_ID;
}

/* Its place, or where it would be. */
static size_t place_of(const struct box_names *b, const char *id)
{
	const struct box_name *n = b->list.data;
	size_t low = 0, high = b->list.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (memcmp(n[middle].id, id, BOX_ID) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct box_name *box_names_find(const struct box_names *b, const char *id, size_t length)
{
	struct box_name *n = b->list.data;
	size_t at;

	if (length != BOX_ID)
		return NULL;
	at = place_of(b, id);
	return at < b->list.count && memcmp(n[at].id, id, BOX_ID) == 0 ? &n[at] : NULL;
}

void box_names_ask(struct box_names *b, const char *id)
{
	size_t at = place_of(b, id);
	struct box_name *n;

	if (box_names_find(b, id, BOX_ID))
		return;
	vec_push(&b->list);
	n = (struct box_name *)b->list.data + at;
	memmove(n + 1, n, (b->list.count - 1 - at) * sizeof(*n));
	*n = (struct box_name){ 0 };
	memcpy(n->id, id, BOX_ID);
}

/* systemd names the slice of a user's by his number. */
static uid_t owner_of(const char *path)
{
	static const char slice[] = "/user.slice/user-";
	char *end;
	unsigned long n;

	if (strncmp(path, slice, sizeof(slice) - 1) != 0)
		return 0;
	n = strtoul(path + sizeof(slice) - 1, &end, 10);
	return strncmp(end, ".slice/", 7) == 0 && n == (uid_t)n ? (uid_t)n : 0;
}

void box_names_ask_at(struct box_names *b, const char *id, const char *path)
{
	box_names_ask(b, id);
	box_names_find(b, id, BOX_ID)->owner = owner_of(path);
}

void box_name_set(struct box_names *b, const char **text, const char *bytes, size_t length)
{
	char *own;

	if (*text || length == 0)
		return;
	length = length < BOX_TEXT ? length : BOX_TEXT - 1;
	own = arena_take(&b->arena, length + 1);
	memcpy(own, bytes, length);
	*text = own;
}

bool box_names_lack(const struct box_names *b, enum box_text up_to)
{
	const struct box_name *n = b->list.data;

	for (size_t i = 0; i < b->list.count; i++)
		if (!n[i].name || (up_to == BOX_IMAGE && !n[i].image))
			return true;
	return false;
}

static void put(struct vec *bytes, const char *text)
{
	size_t n = text ? strlen(text) + 1 : 1, had = bytes->count;

	vec_reserve(bytes, had + n);
	memcpy((char *)bytes->data + had, text ? text : "", n);
}

void box_names_write(struct box_names *b, struct vec *bytes)
{
	struct box_name *n = b->list.data;

	for (size_t i = 0; i < b->list.count; i++) {
		unsigned known = (n[i].name ? 1u << BOX_NAME : 0u) | (n[i].image ? 1u << BOX_IMAGE : 0u);
		if (known == n[i].written)
			continue;
		n[i].written = known;
		put(bytes, n[i].id);
		put(bytes, n[i].name);
		put(bytes, n[i].image);
	}
}

void box_names_read(struct box_names *b, const char *bytes, size_t length)
{
	const char *end = bytes + length, *part[3], *at = bytes;
	size_t size[3];

	for (;;) {
		struct box_name *n;
		for (size_t i = 0; i < 3; i++) {
			const char *zero = at < end ? memchr(at, '\0', (size_t)(end - at)) : NULL;
			if (!zero)
				return;
			part[i] = at;
			size[i] = (size_t)(zero - at);
			at = zero + 1;
		}
		n = box_names_find(b, part[0], size[0]);
		if (!n)
			continue;
		box_name_set(b, &n->name, part[1], size[1]);
		box_name_set(b, &n->image, part[2], size[2]);
	}
}

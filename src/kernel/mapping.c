/* mapping.c - parses the lines of maps and smaps. Opens no file, and does not know what a mapping is for. */
#include "mapping.h"

#include <string.h>

#include "scan_text.h"
#include "vec.h"

static bool take_hex(struct text_at *t, uint64_t *out)
{
	const char *first = t->at;

	*out = 0;
	for (; t->at < t->end; t->at++) {
		unsigned char c = (unsigned char)*t->at;
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (digit < 0)
			break;
		if (t->at - first >= 16)
			return false;
		*out = *out << 4 | (uint64_t)digit;
	}
	return t->at > first;
}

static bool take_permissions(struct text_at *t, char *out)
{
	static const char *const letters[] = { "r-", "w-", "x-", "ps" };

	if (t->end - t->at < 4)
		return false;
	for (int i = 0; i < 4; i++, t->at++) {
		if (!*t->at || !strchr(letters[i], *t->at))
			return false;
		out[i] = *t->at;
	}
	out[4] = '\0';
	return true;
}

/* The kernel says so behind the name, and a name may end like that by itself. */
static void cut_deleted(struct mapping *m)
{
	size_t n = strlen(MAPPING_DELETED);

	m->is_deleted = m->name_length >= n && memcmp(m->name + m->name_length - n, MAPPING_DELETED, n) == 0;
	if (m->is_deleted)
		m->name_length -= n;
}

/* "55dea1a47000-55dea1a49000 r--p 00000000 fe:00 247134                     /usr/bin/cat" */
bool mapping_parse(const char *line, size_t length, struct mapping *out)
{
	struct text_at t = { line, line + length };
	uint64_t major, minor;

	*out = (struct mapping){ 0 };
	if (!take_hex(&t, &out->start) || !text_skip(&t, "-") || !take_hex(&t, &out->end) || out->end <= out->start)
		return false;
	if (!text_skip(&t, " ") || !take_permissions(&t, out->permissions) || !text_skip(&t, " "))
		return false;
	if (!take_hex(&t, &out->offset) || !text_skip(&t, " ") || !take_hex(&t, &major) || !text_skip(&t, ":") || !take_hex(&t, &minor))
		return false;
	if (!text_skip(&t, " ") || !text_number(&t, &out->inode) || (t.at < t.end && *t.at != ' '))
		return false;
	while (t.at < t.end && *t.at == ' ')
		t.at++;
	out->major = (uint32_t)major;
	out->minor = (uint32_t)minor;
	out->name = t.at;
	out->name_length = (size_t)(t.end - t.at);
	cut_deleted(out);
	return true;
}

#define FIELD(field) offsetof(struct mapping_memory, field)
#define NO_FIELD SIZE_MAX

/* Where each line adds to. */
static const struct { const char *name; size_t into, also; } fields[] = {
	{ "Rss:",             FIELD(rss),     NO_FIELD },
	{ "Pss:",             FIELD(pss),     NO_FIELD },
	{ "Private_Clean:",   FIELD(uss),     NO_FIELD },
	{ "Private_Dirty:",   FIELD(uss),     FIELD(dirty) },
	{ "Shared_Dirty:",    FIELD(dirty),   NO_FIELD },
	{ "Anonymous:",       FIELD(anon),    NO_FIELD },
	{ "Swap:",            FIELD(swap),    NO_FIELD },
	{ "SwapPss:",         FIELD(swap_pss), NO_FIELD },
	{ "AnonHugePages:",   FIELD(thp),     NO_FIELD },
	{ "ShmemPmdMapped:",  FIELD(thp),     NO_FIELD },
	{ "FilePmdMapped:",   FIELD(thp),     NO_FIELD },
	{ "Shared_Hugetlb:",  FIELD(hugetlb), NO_FIELD },
	{ "Private_Hugetlb:", FIELD(hugetlb), NO_FIELD },
	{ "Locked:",          FIELD(locked),  NO_FIELD },
};

static void add(struct mapping_memory *m, size_t field, uint64_t n)
{
	if (field != NO_FIELD)
		*(uint64_t *)((char *)m + field) += n;
}

void mapping_take(struct mapping_memory *m, const char *line, size_t length)
{
	struct text_at t = { line, line + length };
	uint64_t n;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (length && fields[i].name[0] == line[0] && text_skip(&t, fields[i].name)) {
			/* Most are zero. */
			if (text_kilobytes(&t, &n) && n) {
				add(m, fields[i].into, n);
				add(m, fields[i].also, n);
			}
			return;
		}
}

void mapping_add(struct mapping_memory *to, const struct mapping_memory *from)
{
	to->rss += from->rss;
	to->pss += from->pss;
	to->uss += from->uss;
	to->dirty += from->dirty;
	to->anon += from->anon;
	to->swap += from->swap;
	to->swap_pss += from->swap_pss;
	to->thp += from->thp;
	to->hugetlb += from->hugetlb;
	to->locked += from->locked;
}

/* ledger_rows.c - the ledger's lines as rows, with a word on each. Reads nothing. */
#include "ledger_rows.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME_ROOM 64          /* bytes of a name that are shown */

struct note {
	char *at, *end;
	enum text_set set;
};

__attribute__((format(printf, 2, 3))) static void say(struct note *n, const char *format, ...)
{
	va_list args;
	int written;

	va_start(args, format);
	written = vsnprintf(n->at, (size_t)(n->end - n->at), format, args);
	va_end(args);
	n->at += written < 0 ? 0 : written < n->end - n->at ? written : n->end - n->at - 1;
}

static void say_bytes(struct note *n, uint64_t bytes)
{
	n->at += unit_format(n->at, (size_t)(n->end - n->at), UNIT_BYTES, value_number(bytes));
}

/* Names are foreign, and may be long. */
static void say_name(struct note *n, const char *name)
{
	size_t room = (size_t)(n->end - n->at);

	n->at += text_printable(n->at, room < NAME_ROOM ? room : NAME_ROOM, name, strlen(name), n->set);
}

static void note_processes(struct note *n, const struct ledger *l)
{
	uint64_t swap = 0;
	const struct holder *h = l->holders.data;

	for (size_t i = 0; i < l->holders.count; i++)
		swap += h[i].has_rollup ? h[i].rollup.swap_pss : 0;
	say(n, "%zu process%s", l->holders.count, l->holders.count == 1 ? "" : "es");
	if (l->unread > l->hung)
		say(n, ", %zu not to be read%s", l->unread - l->hung, l->is_root ? "" : " (root may)");
	if (l->hung)
		say(n, ", %zu do not answer", l->hung);
	if (l->is_hidden)
		say(n, ", others not seen");
	if (swap) {
		say(n, ", ");
		say_bytes(n, swap);
		say(n, " more in swap");
	}
}

/* The process that holds most of it. */
static void note_largest(struct note *n, const struct ledger *l, size_t offset)
{
	const struct holder *h = l->holders.data, *largest = NULL;
	uint64_t most = 0, bytes;

	for (size_t i = 0; i < l->holders.count; i++) {
		memcpy(&bytes, (const char *)&h[i] + offset, sizeof(bytes));
		if (h[i].has_rollup && bytes > most) {
			most = bytes;
			largest = &h[i];
		}
	}
	if (!largest)
		return;
	say_bytes(n, most);
	say(n, " %d ", (int)largest->pid);
	say_name(n, largest->command);
}

static void note_anon(struct note *n, const struct ledger *l)   { note_largest(n, l, offsetof(struct holder, rollup.pss_anon)); }
static void note_file(struct note *n, const struct ledger *l)   { note_largest(n, l, offsetof(struct holder, rollup.pss_file)); }
static void note_shmem(struct note *n, const struct ledger *l)  { note_largest(n, l, offsetof(struct holder, rollup.pss_shmem)); }
static void note_tables(struct note *n, const struct ledger *l) { note_largest(n, l, offsetof(struct holder, status.page_tables)); }

/* The largest object that no process maps. One that nobody holds at all is forgotten, and worth more than a larger one. */
static void note_shared(struct note *n, const struct ledger *l)
{
	const struct object *o = l->objects.data, *largest = NULL;

	for (size_t i = 0; i < l->objects.count && o[i].has_bytes && o[i].bytes; i++)
		if (!o[i].mapped && (!largest || (!o[i].holders && largest->holders && o[i].bytes > largest->bytes / 2)))
			largest = &o[i];
	if (largest) {
		say_bytes(n, largest->bytes);
		say(n, " ");
		say_name(n, largest->name);
		if (largest->holder)
			say(n, " (%s, by %d)", object_kind_name(largest->kind), (int)largest->holder->pid);
		else if (largest->kind != OBJECT_FILES)
			say(n, " (held by nobody)");
	}
	if (l->is_part)
		say(n, "%snot all could be looked at", largest ? "; " : "");
}

static void note_cache(struct note *n, const struct ledger *l)
{
	const struct meminfo *m = &l->facts.memory;

	if (!m->known[MEM_DIRTY])
		return;
	say_bytes(n, m->bytes[MEM_DIRTY] + m->bytes[MEM_WRITEBACK]);
	say(n, " to be written, the rest can be dropped");
}

static void note_list(struct note *n, const struct ledger *l, enum balance_list list)
{
	const struct store *s = l->stores[list].data;

	if (l->why[list] && !l->is_of_container)
		say(n, "%s", l->why[list]);
	for (size_t i = 0, shown = 0; i < l->stores[list].count && shown < 2; i++) {
		if (s[i].bytes == 0 || (s[i].note && list == LIST_VMALLOC))
			continue;
		say(n, "%s", shown++ ? ", " : "");
		say_name(n, s[i].name);
		say(n, " ");
		say_bytes(n, s[i].bytes);
	}
}

static void note_slab(struct note *n, const struct ledger *l)    { note_list(n, l, LIST_SLAB); }
static void note_vmalloc(struct note *n, const struct ledger *l) { note_list(n, l, LIST_VMALLOC); }
static void note_hugetlb(struct note *n, const struct ledger *l) { note_list(n, l, LIST_HUGETLB); }

static void note_zram(struct note *n, const struct ledger *l)
{
	const struct store *s = l->stores[LIST_ZRAM].data;
	uint64_t held = 0;

	for (size_t i = 0; i < l->stores[LIST_ZRAM].count; i++)
		held += s[i].used;
	if (l->stores[LIST_ZRAM].count) {
		say(n, "holds ");
		say_bytes(n, held);
	}
}

static void note_zswap(struct note *n, const struct ledger *l)
{
	if (l->facts.memory.known[MEM_ZSWAPPED]) {
		say(n, "holds ");
		say_bytes(n, l->facts.memory.bytes[MEM_ZSWAPPED]);
	}
}

static void note_stacks(struct note *n, const struct ledger *l)
{
	const struct holder *h = l->holders.data;
	uint64_t threads = 0;

	for (size_t i = 0; i < l->holders.count; i++)
		threads += h[i].threads;
	say(n, "%" PRIu64 " threads%s", threads, l->is_of_container ? "" : ", beside those of the kernel");
}

static void note_free(struct note *n, const struct ledger *l)
{
	if (l->facts.memory.known[MEM_AVAILABLE]) {
		say_bytes(n, l->facts.memory.bytes[MEM_AVAILABLE]);
		say(n, " available, with what can be dropped");
	}
}

static void note_unexplained(struct note *n, const struct ledger *l)
{
	if (l->balance.bytes[BALANCE_UNEXPLAINED] < 0)
		say(n, "counters that overlap, or changed while they were read");
	else if (l->is_of_container)
		say(n, "charged ahead, up to 256K for each CPU, network buffers");
	else
		say(n, "pages of drivers, network buffers%s", l->why[LIST_ZONES] ? ", free pages at hand of CPUs" : "");
}

static void (*const notes[BALANCE_LINES])(struct note *n, const struct ledger *l) = {
	[BALANCE_PROCESSES]          = note_processes,
	[BALANCE_ANON]               = note_anon,
	[BALANCE_FILE]               = note_file,
	[BALANCE_SHMEM]              = note_shmem,
	[BALANCE_SHARED]             = note_shared,
	[BALANCE_CACHE]              = note_cache,
	[BALANCE_SLAB_RECLAIMABLE]   = note_slab,
	[BALANCE_PAGE_TABLES]        = note_tables,
	[BALANCE_STACKS]             = note_stacks,
	[BALANCE_VMALLOC]            = note_vmalloc,
	[BALANCE_HUGETLB]            = note_hugetlb,
	[BALANCE_ZRAM]               = note_zram,
	[BALANCE_ZSWAP]              = note_zswap,
	[BALANCE_FREE]               = note_free,
	[BALANCE_UNEXPLAINED]        = note_unexplained,
};

bool ledger_take_container(struct ledger *l, const struct sample *s)
{
	const struct cgroup_figures *f = sample_confining(s);
	struct meminfo memory;

	if (!f)
		return false;
	confinement_meminfo(s, &memory);
	/* Who is in our group is in our pid namespace, as a rule; who is in one above it may not be. */
	ledger_confine(l, &memory, f == sample_own(s) && !s->machine.confinement.is_least ? MEMBERS_SEEN : SOME_NOT_SEEN);
	return true;
}

const char *ledger_title(const struct ledger *l)
{
	return l->is_of_container ? "Memory of this container" : balance_entry(BALANCE_TOTAL)->title;
}

size_t ledger_rows(const struct ledger *l, enum text_set set, struct ledger_row rows[BALANCE_LINES])
{
	const struct balance *b = &l->balance;
	double total = (double)b->bytes[BALANCE_TOTAL];

	for (int i = 0; i < BALANCE_LINES; i++) {
		struct ledger_row *r = &rows[i];
		struct note n = { r->note, r->note + sizeof(r->note), set };
		*r = (struct ledger_row){ .line = (enum balance_line)i, .known = b->known[i], .about = b->about[i], .bytes = b->bytes[i],
		                          .title = i == BALANCE_TOTAL ? ledger_title(l) : balance_entry((enum balance_line)i)->title,
		                          .is_left_out = l->is_of_container && !b->known[i],
		                          .share = total > 0 ? 100 * (double)b->bytes[i] / total : 0 };
		if (notes[i])
			notes[i](&n, l);
	}
	return BALANCE_LINES;
}

bool ledger_row_is_shown(const struct ledger_row *row)
{
	return !row->is_left_out && (!balance_entry(row->line)->is_seldom || (row->known && row->bytes));
}

struct value ledger_row_bytes(const struct ledger_row *row)
{
	struct value v = row->known ? value_number((uint64_t)row->bytes) : value_unknown();

	v.is_about = row->about;
	/* Of all lines only the unexplained may be below zero. */
	v.is_change = row->bytes < 0;
	return v;
}

static const char *name_of(struct users *users, bool has_uid, uid_t uid)
{
	return has_uid ? user_name(users_get(users, uid)) : NULL;
}

void ledger_name_users(struct ledger *l, struct users *users)
{
	struct holder *h = l->holders.data;
	struct object *o = l->objects.data;

	for (size_t i = 0; i < l->holders.count; i++)
		h[i].user = name_of(users, h[i].has_uid, h[i].uid);
	for (size_t i = 0; i < l->objects.count; i++)
		o[i].user = name_of(users, o[i].has_uid, o[i].uid);
}

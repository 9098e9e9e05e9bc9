/* ledger.c - what was read becomes one ledger. Reads nothing. */
#include "ledger.h"

#include <stdlib.h>

struct ledger *ledger_new(void)
{
	struct ledger *l = memory_new(sizeof(*l));

	*l = (struct ledger){ 0 };
	vec_init(&l->holders, sizeof(struct holder));
	vec_init(&l->objects, sizeof(struct object));
	vec_init(&l->mounts, sizeof(struct tmpfs));
	for (int i = 0; i < LISTS; i++)
		vec_init(&l->stores[i], sizeof(struct store));
	return l;
}

/* Over those that were read, and over the others as far as their status tells. */
void ledger_sum(struct ledger *l)
{
	const struct holder *h = l->holders.data;
	struct facts *f = &l->facts;

	for (size_t i = 0; i < l->holders.count; i++) {
		if (h[i].has_rollup && h[i].rollup.has_parts) {
			f->pss_anon += h[i].rollup.pss_anon;
			f->pss_file += h[i].rollup.pss_file;
			f->pss_shmem += h[i].rollup.pss_shmem;
		} else if (h[i].has_status) {
			f->rss_anon += h[i].status.anon;
			f->rss_file += h[i].status.file;
			f->rss_shmem += h[i].status.shmem;
		}
		l->unread += !h[i].has_rollup || (!h[i].rollup.has_parts && h[i].rollup.rss);
		l->hung += h[i].hangs;
	}
	f->has_processes = true;
	f->has_unread = l->unread > 0 || l->is_hidden;
}

void ledger_refresh(struct ledger *l, const struct meminfo *memory)
{
	l->facts.memory = *memory;
	balance_make(&l->facts, &l->balance);
	l->stores[LIST_CACHE].count = 0;
	stores_of_cache(&l->facts, &l->stores[LIST_CACHE]);
}

void ledger_confine(struct ledger *l, const struct meminfo *memory, enum members members)
{
	static const enum balance_list foreign[] = { LIST_SLAB, LIST_VMALLOC, LIST_HUGETLB, LIST_ZRAM, LIST_ZONES };

	l->is_of_container = true;
	l->is_hidden = members == SOME_NOT_SEEN;
	l->facts.has_zones = l->facts.has_zram = l->facts.has_hugetlb = false;
	l->facts.has_unread = l->unread > 0 || l->is_hidden;
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
		l->stores[foreign[i]].count = 0;
		l->why[foreign[i]] = "told of the machine only";
	}
	ledger_refresh(l, memory);
}

void ledger_free(struct ledger *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->holders.count; i++)
		holder_free((struct holder *)l->holders.data + i);
	vec_free(&l->holders);
	vec_free(&l->objects);
	vec_free(&l->mounts);
	for (int i = 0; i < LISTS; i++)
		vec_free(&l->stores[i]);
	arena_free(&l->arena);
	free(l);
}

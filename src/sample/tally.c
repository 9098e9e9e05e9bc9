/* tally.c - adds runs to runs. Runs none. */
#include "tally.h"

void tally_init(struct tally *t)
{
	t->runs = 0;
	for (size_t i = 0; i < RUN_FIGURES; i++)
		vec_init(&t->figures[i], sizeof(struct measured));
}

void tally_free(struct tally *t)
{
	for (size_t i = 0; i < RUN_FIGURES; i++)
		vec_free(&t->figures[i]);
}

void tally_add(struct tally *t, const struct child *c)
{
	t->runs++;
	for (size_t i = 0; i < RUN_FIGURES; i++)
		*(struct measured *)vec_push(&t->figures[i]) = run_figures[i].get(c);
}

struct tallied tally_figure(const struct tally *t, size_t figure)
{
	const struct vec *all = &t->figures[figure];
	struct tallied sum = { .is_known = false };
	struct vec numbers;

	vec_init(&numbers, sizeof(uint64_t));
	for (size_t i = 0; i < all->count; i++) {
		const struct measured *m = &((const struct measured *)all->data)[i];
		if (!m->is_known)
			continue;
		*(uint64_t *)vec_push(&numbers) = m->n;
		if (m->way > sum.way)
			sum.way = m->way;
	}
	sum.is_known = numbers.count > 0;
	if (sum.is_known)
		sum.spread = spread_of(numbers.data, numbers.count);
	vec_free(&numbers);
	return sum;
}

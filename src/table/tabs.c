/* tabs.c - the screens that there are. Draws none. */
#include "tabs.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *name, *columns, *sort; bool tree; } standard[] = {
	{ "Main",   NULL, "rss", false },
	{ "Memory", "pid,user,rss,pss,uss,swap,peak,growth,anon,file,shmem,command", "rss", false },
	{ "Tree",   "pid,user,state,rss,mem,cpu,command", "rss", true },
	{ "I/O",    "pid,user,state,rss,read_s,write_s,io_read,io_write,minflt_s,majflt_s,command", "rss", false },
};

static void fill(struct tab *t, const struct schema *schema, const char *name, const char *columns, const char *sort, bool tree)
{
	struct err e;

	*t = (struct tab){ .sort = schema_find(schema, sort), .tree = tree };
	snprintf(t->name, sizeof(t->name), "%s", name);
	vec_init(&t->columns, sizeof(const struct column *));
	if (!t->sort || !schema_choose(schema, columns ? columns : schema->standard, &t->columns, &e))
		die("bug: the screen '%s': %s", name, t->sort ? e.text : "no such order");
	t->descending = unit_is_descending(t->sort->unit);
}

void tabs_init(struct tabs *t, const struct schema *schema)
{
	*t = (struct tabs){ 0 };
	vec_init(&t->list, sizeof(struct tab));
	for (size_t i = 0; i < ARRAY_LEN(standard); i++)
		fill(vec_push(&t->list), schema, standard[i].name, standard[i].columns, standard[i].sort, standard[i].tree);
}

void tabs_clear(struct tabs *t)
{
	for (size_t i = 0; i < t->list.count; i++)
		vec_free(&tabs_at(t, i)->columns);
	t->list.count = 0;
	t->current = 0;
}

void tabs_free(struct tabs *t)
{
	tabs_clear(t);
	vec_free(&t->list);
}

size_t tabs_find(const struct tabs *t, const char *name)
{
	size_t i = 0;

	while (i < t->list.count && strcmp(tabs_at(t, i)->name, name) != 0)
		i++;
	return i;
}

struct tab *tabs_add(struct tabs *t, const struct schema *schema, const char *name)
{
	struct tab *tab = vec_push(&t->list);

	fill(tab, schema, name, NULL, schema->sort, false);
	return tab;
}

void tabs_remove(struct tabs *t, size_t i)
{
	struct tab *tab = tabs_at(t, i);

	if (t->list.count < 2)
		return;
	vec_free(&tab->columns);
	memmove(tab, tab + 1, (t->list.count - i - 1) * sizeof(*tab));
	t->list.count--;
	if (t->current > i || t->current == t->list.count)
		t->current--;
}

void tabs_swap(struct tabs *t, size_t i, size_t k)
{
	struct tab one = *tabs_at(t, i);

	*tabs_at(t, i) = *tabs_at(t, k);
	*tabs_at(t, k) = one;
	t->current = t->current == i ? k : t->current == k ? i : t->current;
}

/* A bracket would end the section that bears the name, a semicolon begin a comment in it. */
bool tab_name_is_good(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n >= TAB_NAME || name[0] == ' ' || name[n - 1] == ' ')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 127 || strchr("[];", name[i]))
			return false;
	return true;
}

void columns_write(const struct vec *columns, char *out, size_t room, const char *comma)
{
	const struct column *const *c = columns->data;
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < columns->count && used < room; i++)
		used += (size_t)snprintf(out + used, room - used, "%s%s", i ? comma : "", c[i]->id);
}

/* ledger_mode.c - reads the ledger once and prints it, or one of its lists. Shows no screen. */
#include "modes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "ledger_print.h"
#include "mode.h"
#include "source.h"
#include "summary.h"

/* The operand is a list, or a line that opens into one. */
static bool find_list(const char *word, struct ledger_wish *wish, struct err *e)
{
	enum balance_line line = word ? balance_find(word) : BALANCE_LINES;

	if (!word)
		return true;
	wish->list = ledger_list_find(word);
	if (wish->list < LISTS)
		return true;
	wish->list = line < BALANCE_LINES ? balance_entry(line)->list : LIST_NONE;
	if (wish->list == LIST_NONE)
		return err_set(e, "'%s' opens into nothing: processes, objects, mounts, cache, slab, vmalloc, hugetlb, zram and zones do, "
		                  "and so do lines", word);
	wish->sort = balance_entry(line)->sort;
	return true;
}

static struct ledger *read_ledger(const struct procfs *p)
{
	struct ledger_reader *r = ledger_reader_open(p, "/sys");
	struct ledger *l;

	ledger_reader_start(r);
	l = ledger_reader_wait(r);
	ledger_reader_close(r);
	return l;
}

/* A sample that tells of the container that we are in; an empty one where we are in none. */
static void read_container(struct procfs *p, struct sample *s)
{
	struct source *source;
	struct demand demand;

	sample_init(s);
	if (!procfs_is_nested(p))
		return;
	source = scan_open(p);
	demand_init(&demand);
	source->next(source, &demand, NULL, s);
	demand_free(&demand);
	source->close(source);
}

static void print(const struct options *o, struct ledger *l, const struct ledger_wish *wish, const struct sample *container)
{
	struct users users;
	char text[SUMMARY_ROOM];

	users_init(&users);
	ledger_name_users(l, &users);
	if (strcmp(o->sink->name, "json") == 0)
		ledger_print_json(stdout, l, wish);
	else {
		if (wish->list == LIST_NONE && summary_line(text, sizeof(text), SUMMARY_CONTAINER, container))
			printf("%s\n", text);
		ledger_print_text(stdout, l, wish);
	}
	users_free(&users);
}

int ledger_run(struct options *o)
{
	struct ledger_wish wish = { .limit = o->settings.limit, .set = o->settings.set };
	struct sample container;
	struct procfs proc;
	struct ledger *l;
	struct err e;
	bool is_read;

	if (!find_list(o->operand, &wish, &e) || !procfs_open(&proc, o->proc, &e))
		return mode_fail(EXIT_USAGE, &e);
	l = read_ledger(&proc);
	read_container(&proc, &container);
	ledger_take_container(l, &container);
	is_read = l->facts.memory.known[MEM_TOTAL];
	if (is_read)
		print(o, l, &wish, &container);
	sample_free(&container);
	ledger_free(l);
	procfs_close(&proc);
	if (!is_read) {
		err_set(&e, "cannot read %s/meminfo", o->proc);
		return mode_fail(EXIT_UNREAD, &e);
	}
	if (fflush(stdout) == 0)
		return EXIT_FINE;
	err_set(&e, "cannot write to stdout: %s", strerror(errno));
	return mode_fail(EXIT_UNREAD, &e);
}

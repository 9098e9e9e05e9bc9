/* docker_mode.c - ramtop containers --docker: which containers are asked for, and how often they are looked at. Knows no formula, no
 * unit, no file. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "box_asker.h"
#include "docker_print.h"
#include "modes.h"
#include "terminal.h"
#include "thread.h"

#define FIRST_LOOK_NS UINT64_C(30000000)     /* a share of CPU time takes two looks: the second one this much later */
#define EVERY_NS UINT64_C(1000000000)
#define NAMES_MS 1000          /* that names may take */
#define NAMES_LOOKS 60         /* after so many they are asked for again: containers can be renamed */
#define STOPPED_LOOKS 5        /* and where those that do not run are shown */
#define TEXT_ROOM 1024
#define PRINT_ROOM (1u << 16)

struct docker {
	const struct options *o;
	struct boxes boxes;
	struct docker_format format;
	struct docker_print print;
	struct docker_style style;
	struct vec every, rows;        /* of struct docker_row: all, and those that are asked for */
	struct arena texts;            /* of the rows */
	struct box_names names;
	unsigned looks;                /* since all names were asked for */
};

/* ---- what they are called --------------------------------------------------------------------------------------------------------- */

static const char *keep(struct docker *d, const char *text, size_t length)
{
	char *copy = arena_take(&d->texts, length + 1);

	memcpy(copy, text, length);
	return copy;
}

/* All of an id; else the name in the path. */
static const char *id_of(struct docker *d, const struct container *c)
{
	char text[TEXT_ROOM];

	return c->is_id ? keep(d, c->name, strspn(c->name, "0123456789abcdef")) : keep(d, text, container_name(c, text, sizeof(text)));
}

/* What an engine, or a file, tells of the id; else what the path has. */
static const char *name_of(struct docker *d, const struct container *c)
{
	const struct box_name *told = c->is_id ? box_names_find(&d->names, c->name, BOX_ID) : NULL;
	char text[TEXT_ROOM];

	return told && told->name ? told->name : keep(d, text, container_name(c, text, sizeof(text)));
}

/* Asks for those of whom nobody has been asked yet, and now and then for all. */
static void learn_names(struct docker *d)
{
	const struct box *box = boxes_list(&d->boxes);
	bool is_new = false;

	if (d->looks++ % (d->o->docker.all ? STOPPED_LOOKS : NAMES_LOOKS) == 0) {
		box_names_free(&d->names);
		box_names_init(&d->names);
		/* Who is asked for by name may not run, too. */
		is_new = d->names.wants_all = d->o->docker.all || d->o->docker.words[0];
	}
	for (size_t i = 0; i < d->boxes.now.list.count; i++)
		if (box[i].is.is_id && !box_names_find(&d->names, box[i].is.name, BOX_ID)) {
			box_names_ask(&d->names, box[i].is.name);
			is_new = true;
		}
	if (is_new)
		box_asker_ask(&d->names, d->boxes.proc, NAMES_MS);
}

/* Whom an engine knows and who has no control group does not run. */
static void list_stopped(struct docker *d, size_t running)
{
	const struct box_name *n = d->names.list.data;
	size_t i;

	for (size_t k = 0; k < d->names.list.count; k++) {
		for (i = 0; i < running && strcmp(((struct docker_row *)d->every.data)[i].id, n[k].id) != 0; i++)
			;
		if (i == running && n[k].name)
			*(struct docker_row *)vec_push(&d->every) = (struct docker_row){ .id = n[k].id, .name = n[k].name, .is_stopped = true };
	}
}

static void list_all(struct docker *d)
{
	const struct box *box = boxes_list(&d->boxes);

	vec_resize(&d->every, 0);
	arena_clear(&d->texts);
	for (size_t i = 0; i < d->boxes.now.list.count; i++, box++) {
		/* A group that has lost all of its processes is only left over. */
		if (box->have & BOX_HAS_PIDS && box->pids == 0)
			continue;
		*(struct docker_row *)vec_push(&d->every) = (struct docker_row){ .id = id_of(d, &box->is), .name = name_of(d, &box->is), .box = box,
		                                                                 .memory = d->boxes.memory };
	}
	if (d->names.wants_all)
		list_stopped(d, d->every.count);
}

/* ---- which are asked for ---------------------------------------------------------------------------------------------------------- */

/* By its id, or its name, or the beginning of one id only. */
static const struct docker_row *find(const struct docker *d, const char *word, bool *is_clear)
{
	const struct docker_row *rows = d->every.data, *begins = NULL;

	*is_clear = true;
	for (size_t i = 0; i < d->every.count; i++)
		if (strcmp(rows[i].id, word) == 0)
			return &rows[i];
	for (size_t i = 0; i < d->every.count; i++)
		if (strcmp(rows[i].name, word) == 0)
			return &rows[i];
	for (size_t i = 0; i < d->every.count; i++)
		if (box_id_is(rows[i].id, strlen(rows[i].id)) && strncmp(rows[i].id, word, strlen(word)) == 0) {
			*is_clear = !begins;
			if (begins)
				return NULL;
			begins = &rows[i];
		}
	return begins;
}

static bool is_said_before(char *const *words, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(words[i], words[at]) == 0)
			return true;
	return false;
}

/* The rows are those of the words, in their order; or all. */
static void choose(struct docker *d)
{
	char *const *words = d->o->docker.words;
	bool is_clear;

	vec_resize(&d->rows, 0);
	for (size_t i = 0; !words[0] && i < d->every.count; i++)
		*(struct docker_row *)vec_push(&d->rows) = ((struct docker_row *)d->every.data)[i];
	for (size_t i = 0; words[i]; i++) {
		const struct docker_row *found = find(d, words[i], &is_clear);
		struct docker_row *row = is_said_before(words, i) ? NULL : vec_push(&d->rows);
		if (row)
			*row = found ? *found : (struct docker_row){ 0 };
		if (row)
			row->asked = words[i];
	}
}

/* Says of each word that names no container that it does not. */
static bool are_all_there(const struct docker *d)
{
	char *const *words = d->o->docker.words;
	bool is_clear, ok = true;
	struct err e;

	for (size_t i = 0; words[i]; i++) {
		if (find(d, words[i], &is_clear))
			continue;
		err_set(&e, is_clear ? "no container is called '%s', or has an id that begins so" : "several ids begin with '%s'", words[i]);
		mode_fail(EXIT_UNREAD, &e);
		ok = false;
	}
	return ok;
}

/* ---- again and again --------------------------------------------------------------------------------------------------------------- */

static void wait_until(uint64_t ns)
{
	struct timespec due = { (time_t)(ns / 1000000000), (long)(ns % 1000000000) };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL) == EINTR)
		;
}

static void look(struct docker *d)
{
	boxes_look(&d->boxes, BOXES_ALL);
	list_all(d);
	choose(d);
}

/* On a terminal each time in the same place. */
static bool print(struct docker *d, bool is_repainted)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = is_repainted ? open_memstream(&text, &length) : stdout;

	if (!out)
		die("out of memory");
	docker_print(&d->print, &d->format, &d->rows, &d->style, out);
	if (is_repainted) {
		fclose(out);
		terminal_repaint(text, length);
		free(text);
	}
	return fflush(stdout) == 0;
}

static int watch(struct docker *d)
{
	bool is_repainted = !d->o->docker.is_once && isatty(STDOUT_FILENO);
	uint64_t due = thread_now_ns() + FIRST_LOOK_NS;
	struct err e;

	boxes_look(&d->boxes, BOXES_FIRST);
	learn_names(d);
	wait_until(due);
	look(d);
	if (!are_all_there(d))
		return EXIT_UNREAD;
	setvbuf(stdout, NULL, _IOFBF, PRINT_ROOM);
	while (print(d, is_repainted)) {
		if (d->o->docker.is_once)
			return EXIT_FINE;
		learn_names(d);
		due += EVERY_NS;
		wait_until(due);
		look(d);
	}
	err_set(&e, "cannot write to stdout: %s", strerror(errno));
	return mode_fail(EXIT_UNREAD, &e);
}

static int open_and_watch(struct docker *d)
{
	struct procfs proc;
	struct err e;
	int status;

	if (!procfs_open(&proc, d->o->proc, &e))
		return mode_fail(EXIT_USAGE, &e);
	if (!boxes_open(&d->boxes, &proc, d->o->cgroup, &e)) {
		procfs_close(&proc);
		return mode_fail(EXIT_USAGE, &e);
	}
	status = watch(d);
	boxes_close(&d->boxes);
	procfs_close(&proc);
	return status;
}

int docker_run(struct options *o)
{
	struct docker d = { .o = o, .style = { o->docker.whole_ids, o->settings.set } };
	struct err e;
	int status;

	vec_init(&d.every, sizeof(struct docker_row));
	vec_init(&d.rows, sizeof(struct docker_row));
	docker_print_init(&d.print);
	box_names_init(&d.names);
	status = docker_format_parse(&d.format, o->docker.format, &e) ? open_and_watch(&d) : mode_fail(EXIT_USAGE, &e);
	docker_format_free(&d.format);
	docker_print_free(&d.print);
	vec_free(&d.every);
	vec_free(&d.rows);
	arena_free(&d.texts);
	box_names_free(&d.names);
	return status;
}

/* arguments.c - takes the command line apart, by getopt. Knows no option. */
#define _GNU_SOURCE
#include "arguments.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#define MOST 128             /* options */

/* getopt's own tables, from ours. A long option's value is its place, behind all letters. */
#define FIRST_LONG 256

struct table {
	const struct option_entry *entries;
	size_t count;
	const char *order;           /* "+": the first word that is no option ends them, whatever it begins with after it */
	const char *help;            /* where they are told */
};

static void fill(const struct table *t, char *letters, struct option *longs)
{
	const struct option_entry *entries = t->entries;
	size_t count = t->count;

	if (count > MOST)
		die("bug: %zu options are too many", count);
	letters += sprintf(letters, "%s:", t->order);
	for (size_t i = 0; i < count; i++) {
		longs[i] = (struct option){ entries[i].name, entries[i].argument ? required_argument : no_argument, NULL,
		                            FIRST_LONG + (int)i };
		if (!entries[i].letter)
			continue;
		*letters++ = entries[i].letter;
		if (entries[i].argument)
			*letters++ = ':';
	}
	*letters = '\0';
	longs[count] = (struct option){ 0 };
}

static const struct option_entry *find(const struct table *t, int value)
{
	if (value >= FIRST_LONG)
		return &t->entries[value - FIRST_LONG];
	for (size_t i = 0; i < t->count; i++)
		if (t->entries[i].letter == value)
			return &t->entries[i];
	return NULL;
}

/* A word that getopt refused, as it was written. */
static bool refuse(struct err *e, const char *word, int letter, const char *why)
{
	if (letter > 0 && letter < FIRST_LONG)
		return err_set(e, "option -%c %s", letter, why);
	return err_set(e, "option %s %s", word, why);
}

/* Whether its own options are meant: then they are all that it has. */
static bool has_own(const struct command *c, int argc, char **argv)
{
	bool is_meant = c && c->own && !c->own_with;

	for (int i = 0; c && c->own && !is_meant && i < argc && strcmp(argv[i], "--") != 0; i++)
		is_meant = strcmp(argv[i], c->own_with) == 0;
	return is_meant;
}

static const struct command *find_command(const struct options *o, const char *name)
{
	const struct command *c;

	for (size_t i = 0; (c = o->command_at(i)); i++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* The words that are no options: a command and what follows it. --help and its like go before it. */
static bool take_words(struct options *o, char **words, size_t count, struct err *e)
{
	const struct command *command = count ? find_command(o, words[0]) : NULL;

	if (count == 0)
		return true;
	if (!command)
		return err_set(e, "'%s' is not understood: see --help", words[0]);
	if (command->own && !command->options)
		return err_set(e, "'%s' goes before all options: see ramtop %s --help", command->name, command->name);
	if (command->operand && command->operand[0] != '[' && count < 2)
		return err_set(e, "ramtop %s needs a %s", command->name, command->operand);
	if (count > (command->operand ? 2 : 1))
		return err_set(e, "'%s' is not understood: see --help", words[command->operand ? 2 : 1]);
	o->operand = count > 1 ? words[1] : NULL;
	if (strcmp(o->mode, "watch") == 0 || strcmp(o->mode, "batch") == 0)
		o->mode = command->name;
	return true;
}

/* Those of the table, from the second word on; what is left begins at optind. */
static bool take_options(struct options *o, const struct table *t, int argc, char **argv, struct err *e)
{
	char letters[2 * MOST + 3], unknown[64];
	struct option longs[MOST + 1];
	int value;

	fill(t, letters, longs);
	snprintf(unknown, sizeof(unknown), "is unknown: see %s", t->help);
	opterr = 0;
	/* From the first word on, again. */
	optind = 0;
	while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (value == ':')
			return refuse(e, argv[optind - 1], optopt, "needs an argument");
		if (value == '?')
			return refuse(e, argv[optind - 1], optopt, optopt >= FIRST_LONG ? "takes no argument" : unknown);
		if (!find(t, value)->take(o, optarg, e))
			return false;
	}
	return true;
}

static bool parse(struct options *o, int argc, char **argv, struct err *e)
{
	struct table t = { .order = "", .help = "--help" };

	t.entries = options_all(&t.count);
	if (!take_options(o, &t, argc, argv, e))
		return false;
	return take_words(o, argv + optind, (size_t)(argc - optind), e) && options_settle(o, e);
}

/* "ramtop run -v make -j 8": what follows is another command with its options. An operand in brackets is words, before and behind ours. */
static bool parse_own(struct options *o, const struct command *c, int argc, char **argv, struct err *e)
{
	bool is_words = c->operand && c->operand[0] == '[';
	struct table t = { .order = is_words ? "" : "+" };
	char help[64];

	snprintf(help, sizeof(help), "ramtop %s %s%s--help", c->name, c->own_with ? c->own_with : "", c->own_with ? " " : "");
	t.help = help;
	t.entries = c->own(&t.count);
	o->mode = c->name;
	if (!take_options(o, &t, argc, argv, e))
		return false;
	o->run.argv = o->docker.words = argv + optind;
	if (strcmp(o->mode, c->name) != 0)
		return true;
	if (!argv[optind] && !is_words)
		return err_set(e, "ramtop %s needs a %s", c->name, c->operand);
	return !c->settle || c->settle(o, e);
}

bool arguments_parse(struct options *o, const struct command *(*command_at)(size_t i), int argc, char **argv, struct err *e)
{
	const struct command *command;

	options_start(o);
	o->command_at = command_at;
	command = argc > 1 ? find_command(o, argv[1]) : NULL;
	if (has_own(command, argc - 2, argv + 2))
		return parse_own(o, command, argc - 1, argv + 1, e);
	if (!parse(o, argc, argv, e))
		return false;
	if (strcmp(o->mode, "watch") != 0)
		return true;
	/* The command line has more to say than the file of settings, which it names. */
	options_start_again(o);
	return parse(o, argc, argv, e);
}

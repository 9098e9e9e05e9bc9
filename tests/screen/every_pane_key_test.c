/* every_pane_key_test.c - every key of every pane does what its table says: a key that has no case in pane_claims.h fails. */
#define _GNU_SOURCE
#include "pane_claims.h"

enum { PARTS = 8, ROOMS = 30, DOORS = 30, TEXT_ROOM = 64 << 10 };

/* ---- a house of rooms: one process with 30 children, each smaller than the one before -------------------------------------------------- */

static void write_memory(const struct world *w, int pid, unsigned mb)
{
	unsigned kb = mb * 1024;
	char file[64], text[2048];
	int n;

	snprintf(file, sizeof(file), "%d/status", pid);
	n = snprintf(text, sizeof(text), "Name:\tx\nState:\tS (sleeping)\nVmRSS:\t%u kB\nRssAnon:\t%u kB\nRssFile:\t0 kB\nRssShmem:\t0 kB\n", kb, kb);
	/* So that what is told of a process does not fit on a screen. */
	for (int i = 0; i < 40; i++)
		n += snprintf(text + n, sizeof(text) - (size_t)n, "Spare%02d:\t0\n", i);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "%d/smaps_rollup", pid);
	n = snprintf(text, sizeof(text), "00400000-7ffff000 ---p 00000000 00:00 0 [rollup]\nRss: %u kB\nPss: %u kB\nPrivate_Clean: 0 kB\n"
	             "Private_Dirty: %u kB\nSwap: 0 kB\nSwapPss: 0 kB\n", kb, kb, kb);
	world_write(w, file, text, (size_t)n);
	snprintf(file, sizeof(file), "%d/oom_score_adj", pid);
	world_write(w, file, "0\n", 2);
}

static size_t write_mapping(char *out, unsigned i, unsigned kb, const char *name)
{
	unsigned from = 0x10000000 + i * 0x1000000;

	return (size_t)sprintf(out, "%08x-%08x rw-p 00000000 %s %u %s\nSize: %u kB\nRss: %u kB\nPss: %u kB\nPrivate_Clean: 0 kB\n"
	                       "Private_Dirty: %u kB\nSwap: 0 kB\nVmFlags: rd wr\n", from, from + kb * 1024, i ? "08:01" : "00:00", i ? 100 + i : 0,
	                       name, kb, kb, kb, kb);
}

/* The last ones are the largest. */
static void write_doors(const struct world *w, unsigned doors)
{
	char *text = malloc(TEXT_ROOM), name[32];
	size_t used = write_mapping(text, 0, 1000, "[heap]");

	ck_assert_ptr_nonnull(text);
	for (unsigned i = 1; i < doors; i++) {
		snprintf(name, sizeof(name), "/lib/door%02u.so", i);
		used += write_mapping(text + used, i, 1000 + 10 * i, name);
	}
	world_write(w, "1/smaps", text, used);
	free(text);
}

/* A control group with two rooms in it, that stands still, and one with another room, which does not. */
static void write_group(const struct world *w)
{
	static const struct { const char *file, *text; } files[] = {
		{ "groups/cgroup.procs", "" },
		{ "groups/memory.current", "1073741824\n" },    { "groups/memory.stat", "inactive_file 0\nactive_file 0\n" },
		{ "groups/inn/memory.current", "209715200\n" }, { "groups/inn/memory.stat", "inactive_file 0\nactive_file 0\n" },
		{ "groups/inn/memory.max", "419430400\n" },
		{ "groups/inn/cgroup.freeze", "1\n" },          { "groups/inn/cgroup.events", "populated 1\nfrozen 1\n" },
		{ "groups/den/memory.current", "104857600\n" }, { "groups/den/memory.stat", "inactive_file 0\nactive_file 0\n" },
		{ "groups/den/cgroup.freeze", "0\n" },          { "groups/den/cgroup.events", "populated 1\nfrozen 0\n" },
		{ "10/cgroup", "0::/inn\n" },                   { "11/cgroup", "0::/inn\n" },
		{ "12/cgroup", "0::/den\n" },
	};

	world_make(w, "groups");
	world_make(w, "groups/inn");
	world_make(w, "groups/den");
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		world_write(w, files[i].file, files[i].text, strlen(files[i].text));
}

static void build(struct world *w)
{
	static char names[ROOMS][16];
	struct made made[1 + ROOMS] = { { .pid = 1, .comm = "house", .mb = 200 } };

	for (int i = 0; i < ROOMS; i++) {
		snprintf(names[i], sizeof(names[i]), "room%02d", i);
		made[1 + i] = (struct made){ .pid = 10 + i, .ppid = 1, .comm = names[i], .mb = (unsigned)(100 - 2 * i) };
	}
	WORLD(w, made);
	for (size_t i = 0; i < ARRAY_LEN(made); i++)
		write_memory(w, made[i].pid, made[i].mb);
	write_group(w);
}

/* What only one who reads again comes to know. */
static void furnish(const struct world *w, unsigned doors, unsigned mb)
{
	write_doors(w, doors);
	write_memory(w, 1, mb);
}

/* ---- the places ---------------------------------------------------------------------------------------------------------------- */

static struct world world;

struct visit {
	struct pty *p;
	struct stage stage;
	bool has_stage;
};

static void start_in_house(struct visit *v, bool readonly)
{
	char groups[64];

	furnish(&world, DOORS, 200);
	snprintf(groups, sizeof(groups), "%s/groups", world.dir);
	/* The line of the screens' names is there from 32 rows on. */
	v->p = ramtop_in(34, 100, NULL, "--proc", world.dir, "--cgroup", groups, readonly ? "--readonly" : NULL);
	expect_selected(v->p, "house");
}

/* None of them hears SIGTERM. */
static void start_with_victims(struct visit *v)
{
	v->has_stage = true;
	v->p = stage_enter(&v->stage, PTY_LIST(RAMTOP, "--grace", "60"));
	for (int i = 0; i < VICTIMS; i++)
		shell_do(v->stage.pid[i], v->stage.say[i], "trap '' TERM");
	pty_type(v->p, "N" KEY_HOME "   ");
	expect_text(v->p, "3 tagged");
}

static void start_at_ramtop(struct visit *v)
{
	char text[16];

	v->p = ramtop("-K");
	expect_row(v->p, -1, "F1Help");
	snprintf(text, sizeof(text), "%d", (int)pty_pid(v->p));
	pty_type(v->p, text);
	snprintf(text, sizeof(text), "%7d ", (int)pty_pid(v->p));
	expect_selected(v->p, text);
}

static void start(struct visit *v, enum spot place)
{
	if (place == TABLE || place == READONLY)
		start_in_house(v, place == READONLY);
	else if (place == VICTIMS_TAGGED)
		start_with_victims(v);
	else if (place == RAMTOP_SELECTED)
		start_at_ramtop(v);
	else
		ck_abort_msg("no way leads to place %d", (int)place);
	expect_row(v->p, -1, "F1Help");
}

static void enter(struct visit *v, enum spot place)
{
	const struct way *way = &ways[place];

	if (way->from == NOWHERE) {
		start(v, place);
		return;
	}
	enter(v, way->from);
	claim_try(v->p, "the way in", pty_type, way->typed, way->then, way->text);
	if (place == REGIONS_CHANGED || place == LEDGER_CHANGED)
		furnish(&world, DOORS + 1, 2200);
}

static void try(enum spot place, const char *key, enum then then, const char *text)
{
	struct visit v = { 0 };

	enter(&v, place);
	claim_press(v.p, key, then, text);
	if (v.has_stage)
		stage_leave(&v.stage, v.p);
	else
		pty_close(v.p);
}

/* ---- the tests ------------------------------------------------------------------------------------------------------------------ */

static const char *entry_name(const struct pane_key *k, char out[KEY_WORD])
{
	if (k->keys)
		snprintf(out, KEY_WORD, "%s%s%s", k->keys, k->label ? " " : "", k->label ? k->label : "");
	else
		key_write(k->key[0], out);
	return out;
}

/* entry: NULL for any of the pane */
static bool is_pressed(const struct pane_keys *pane, const char *entry, const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(claims); i++)
		if (claims[i].pane == pane && (!entry || strcmp(claims[i].entry, entry) == 0) && words_have(claims[i].keys, key))
			return true;
	return false;
}

START_TEST(every_key_of_every_pane_has_a_case)
{
	const struct pane_keys *pane;
	char entry[KEY_WORD], key[KEY_WORD];

	for (size_t i = 0; (pane = pane_keys_at(i)); i++)
		for (size_t k = 0; k < pane->count; k++) {
			const char *written = pane->all[k].keys ? pane->all[k].keys : "";
			entry_name(&pane->all[k], entry);
			while (word_next(&written, key))
				ck_assert_msg(is_pressed(pane, entry, key), "%s, '%s': no test presses %s", pane->title, entry, key);
			for (size_t n = 0; n < PANE_KEYS && pane->all[k].key[n]; n++) {
				key_write(pane->all[k].key[n], key);
				ck_assert_msg(is_pressed(pane, entry, key), "%s, '%s': no test presses %s", pane->title, entry, key);
			}
		}
}
END_TEST

/* "scroll; PgUp PgDn Home End and the wheel too" */
START_TEST(every_key_that_the_help_of_a_pane_names_has_a_case)
{
	static const char between[] = " ,;:()";
	const struct pane_keys *pane;
	char word[KEY_WORD];

	for (size_t i = 0; (pane = pane_keys_at(i)); i++)
		for (size_t k = 0; k < pane->count; k++)
			for (const char *at = pane->all[k].help; at && *at; at += strspn(at, between)) {
				size_t length = strcspn(at, between);
				snprintf(word, sizeof(word), "%.*s", (int)length, at);
				at += length;
				if (key_name_find(word) || key_is_control(word))
					ck_assert_msg(is_pressed(pane, NULL, word), "%s: no test presses %s, of which its help speaks", pane->title, word);
			}
}
END_TEST

START_TEST(every_case_is_of_one_entry)
{
	char name[KEY_WORD];

	for (size_t i = 0; i < ARRAY_LEN(claims); i++) {
		const struct pane_keys *pane = claims[i].pane;
		size_t found = 0;
		for (size_t k = 0; k < pane->count; k++)
			found += strcmp(entry_name(&pane->all[k], name), claims[i].entry) == 0;
		ck_assert_msg(found == 1, "%s has %zu entries '%s'", pane->title, found, claims[i].entry);
	}
}
END_TEST

/* Whatever another program has written over it. */
START_TEST(ctrl_l_draws_every_pane_anew)
{
	static const enum spot panes[] = { REGIONS, SUMMARY, LEDGER, LEDGER_LIST, OOM, GROUPS, KILL, RECEIPT, MENU, SEARCH, HELP, COLUMNS };

	build(&world);
	for (size_t i = 0; i < ARRAY_LEN(panes); i++)
		try(panes[i], "Ctrl-L", AGAIN, "\033[2J");
	world_close(&world);
}
END_TEST

/* In parts, which may run side by side. */
static void try_part(size_t part)
{
	build(&world);
	for (size_t i = part; i < ARRAY_LEN(claims); i += PARTS) {
		const char *keys = claims[i].keys;
		char key[KEY_WORD];
		while (word_next(&keys, key))
			try(claims[i].place, key, claims[i].then, claims[i].text);
	}
	world_close(&world);
}

START_TEST(every_key_does_what_its_pane_says)   { try_part(0); } END_TEST
START_TEST(every_key_does_what_its_pane_says_2) { try_part(1); } END_TEST
START_TEST(every_key_does_what_its_pane_says_3) { try_part(2); } END_TEST
START_TEST(every_key_does_what_its_pane_says_4) { try_part(3); } END_TEST
START_TEST(every_key_does_what_its_pane_says_5) { try_part(4); } END_TEST
START_TEST(every_key_does_what_its_pane_says_6) { try_part(5); } END_TEST
START_TEST(every_key_does_what_its_pane_says_7) { try_part(6); } END_TEST
START_TEST(every_key_does_what_its_pane_says_8) { try_part(7); } END_TEST

SUITE(every_pane_key, every_key_of_every_pane_has_a_case, every_key_that_the_help_of_a_pane_names_has_a_case, every_case_is_of_one_entry,
      ctrl_l_draws_every_pane_anew, every_key_does_what_its_pane_says, every_key_does_what_its_pane_says_2, every_key_does_what_its_pane_says_3,
      every_key_does_what_its_pane_says_4, every_key_does_what_its_pane_says_5, every_key_does_what_its_pane_says_6,
      every_key_does_what_its_pane_says_7, every_key_does_what_its_pane_says_8)

/* ledger_print_test.c - a made ledger as a tree, as tables and as JSON. */
#include "ledger_print.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

#define MB (UINT64_C(1) << 20)

static struct ledger *ledger;
static char *text;
static size_t length;

static void know(struct meminfo *m, enum meminfo_field field, uint64_t mb)
{
	m->known[field] = true;
	m->bytes[field] = mb * MB;
}

/* 1000 MB, of which 10 are counted twice. */
static void make(void)
{
	static const struct { enum meminfo_field field; uint64_t mb; } lines[] = {
		{ MEM_TOTAL, 1000 }, { MEM_FREE, 410 }, { MEM_AVAILABLE, 500 }, { MEM_BUFFERS, 0 }, { MEM_CACHED, 300 }, { MEM_ANON_PAGES, 200 },
		{ MEM_MAPPED, 100 }, { MEM_SHMEM, 150 }, { MEM_SLAB_RECLAIMABLE, 60 }, { MEM_SLAB_UNRECLAIMABLE, 40 }, { MEM_PAGE_TABLES, 0 },
		{ MEM_KERNEL_STACK, 0 }, { MEM_PERCPU, 0 }, { MEM_VMALLOC_USED, 0 },
	};
	struct meminfo m = { 0 };
	struct holder *h;
	struct object *o;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		know(&m, lines[i].field, lines[i].mb);
	ledger = ledger_new();
	h = vec_push(&ledger->holders);
	*h = (struct holder){ .pid = 7, .has_uid = true, .has_rollup = true, .has_status = true, .threads = 3, .user = "kim",
	                      .command = "python \x1b[31mtrain.py", .rollup = { .pss = 300 * MB, .has_parts = true, .pss_anon = 200 * MB,
	                      .pss_file = 50 * MB, .pss_shmem = 50 * MB } };
	strcpy(h->comm, "python");
	o = vec_push(&ledger->objects);
	*o = (struct object){ .kind = OBJECT_FILE, .has_bytes = true, .bytes = 100 * MB, .user = "kim", .name = "/dev/shm/old\ncache" };
	o = vec_push(&ledger->objects);
	*o = (struct object){ .kind = OBJECT_MEMFD, .user = NULL, .holders = 1, .mapped = 1, .holder = ledger->holders.data, .name = "memfd:x" };
	ledger->why[LIST_SLAB] = "only root may read it";
	ledger->why[LIST_ZONES] = "the kernel does not tell";
	ledger_sum(ledger);
	ledger_refresh(ledger, &m);
}

static const char *print(void (*how)(FILE *, const struct ledger *, const struct ledger_wish *), struct ledger_wish wish)
{
	FILE *out;

	free(text);
	out = open_memstream(&text, &length);
	how(out, ledger, &wish);
	fclose(out);
	return text;
}

static void end(void)
{
	ledger_free(ledger);
	free(text);
	text = NULL;
}

START_TEST(the_lines_are_a_tree_with_what_is_worth_knowing)
{
	make();
	ck_assert_str_eq(print(ledger_print_text, (struct ledger_wish){ .set = TEXT_ASCII }),
		"Memory of this machine                   0.98G  100.0%\n"
		"|- processes (PSS)                        300M   30.0%  ######                1 process\n"
		"|  |- anonymous                           200M   20.0%  ####                  200M 7 python ?[31mtrain.py\n"
		"|  |- files                                50M    5.0%  #                     50M 7 python ?[31mtrain.py\n"
		"|  `- shared                               50M    5.0%  #                     50M 7 python ?[31mtrain.py\n"
		"|- tmpfs and memfd, mapped by nobody      100M   10.0%  ##                    100M /dev/shm/old?cache (held by nobody)\n"
		"|- page cache                             100M   10.0%  ##\n"
		"|  |- files                               100M   10.0%  ##\n"
		"|  `- block devices                          0    0.0%\n"
		"|- kernel                                 100M   10.0%  ##\n"
		"|  |- slab, reclaimable                    60M    6.0%  #.                    only root may read it\n"
		"|  |- slab, unreclaimable                  40M    4.0%  #\n"
		"|  |- page tables                            0    0.0%\n"
		"|  |- kernel stacks                          0    0.0%                        3 threads, beside those of the kernel\n"
		"|  |- percpu                                 0    0.0%\n"
		"|  `- vmalloc                                ?      ?%\n"
		"|- free                                   410M   41.0%  ########.             500M available, with what can be dropped\n"
		"|  |- free pages                          410M   41.0%  ########.\n"
		"|  `- at hand of each CPU                    ?      ?%\n"
		"`- unexplained                            -10M   -1.0%                        counters that overlap, or changed while they were "
		"read\n");
	end();
}
END_TEST

START_TEST(a_list_is_a_table_and_what_could_not_be_read_says_why)
{
	make();
	ck_assert_str_eq(print(ledger_print_text, (struct ledger_wish){ .list = LIST_OBJECTS, .limit = 1, .set = TEXT_ASCII }),
		"  SIZE KIND      OWNER     HELD MAPPED  BY PID BY              NAME\n"
		"  100M file      kim          0      0                         /dev/shm/old?cache\n"
		"and 1 more\n");
	ck_assert_str_eq(print(ledger_print_text, (struct ledger_wish){ .list = LIST_SLAB, .set = TEXT_ASCII }),
		"Caches of small objects: only root may read it\n");
	end();
}
END_TEST

START_TEST(json_has_all_of_it_and_what_is_unknown_is_null)
{
	const char *json;

	make();
	json = print(ledger_print_json, (struct ledger_wish){ .set = TEXT_ASCII });
	ck_assert_ptr_nonnull(strstr(json, "{\"line\":\"unexplained\",\"part_of\":\"total\",\"bytes\":-10485760,"));
	ck_assert_ptr_nonnull(strstr(json, "{\"line\":\"vmalloc\",\"part_of\":\"kernel\",\"bytes\":null,\"share\":null,\"certainty\":\"unknown\""));
	ck_assert_ptr_nonnull(strstr(json, "\"slab\":null"));
	ck_assert_ptr_nonnull(strstr(json, "\"name\":\"/dev/shm/old\\u000acache\""));
	ck_assert_ptr_nonnull(strstr(json, "{\"bytes\":null,\"kind\":\"memfd\""));
	ck_assert_ptr_null(strchr(json, '\x1b'));
	end();
}
END_TEST

START_TEST(of_a_container_what_is_told_of_the_machine_only_falls_away)
{
	struct meminfo m = { 0 };

	make();
	know(&m, MEM_TOTAL, 512);
	know(&m, MEM_FREE, 100);
	know(&m, MEM_ANON_PAGES, 200);
	know(&m, MEM_CACHED, 200);
	know(&m, MEM_MAPPED, 100);
	know(&m, MEM_SHMEM, 150);
	know(&m, MEM_KERNEL_REST, 12);
	ledger->facts.has_zram = true;
	ledger->facts.zram = 7 * MB;
	ledger_confine(ledger, &m, MEMBERS_SEEN);
	print(ledger_print_text, (struct ledger_wish){ .set = TEXT_ASCII });
	ck_assert_msg(strstr(text, "Memory of this container") == text, "%s", text);
	ck_assert_ptr_nonnull(strstr(text, "not told apart"));
	ck_assert_ptr_null(strstr(text, "zram"));
	ck_assert_ptr_nonnull(strstr(print(ledger_print_text, (struct ledger_wish){ .list = LIST_ZONES, .set = TEXT_ASCII }), "told of the machine only"));
	ck_assert_ptr_nonnull(strstr(print(ledger_print_json, (struct ledger_wish){ .set = TEXT_ASCII }), "\"of_container\":true"));
	ck_assert_int_eq(ledger->balance.bytes[BALANCE_UNEXPLAINED], 0);
	end();
}
END_TEST

SUITE(ledger_print, of_a_container_what_is_told_of_the_machine_only_falls_away, the_lines_are_a_tree_with_what_is_worth_knowing, a_list_is_a_table_and_what_could_not_be_read_says_why,
      json_has_all_of_it_and_what_is_unknown_is_null)

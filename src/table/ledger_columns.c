/* ledger_columns.c - the columns of the ledger and of its lists, each declared once. Formats nothing, reads nothing. */
#include <stddef.h>
#include <string.h>

#include "ledger_rows.h"

#define GETTER(name) static struct value name(const struct scene *s, size_t row, const struct column *c)
#define ROW(type) const struct type *r = &((const struct type *)s->rows)[row]; (void)c

static struct value text_of(const char *text)
{
	return text && *text ? value_text(text, strlen(text)) : value_blank();
}

static struct value if_known(bool known, uint64_t n)
{
	return known ? value_number(n) : value_unknown();
}

/* ---- the lines ----------------------------------------------------------------------------------------------------------- */

GETTER(line_id)     { ROW(ledger_row); return text_of(balance_entry(r->line)->id); }
GETTER(line_title)  { ROW(ledger_row); return text_of(r->title); }
GETTER(line_note)   { ROW(ledger_row); return text_of(r->note); }
GETTER(line_bytes)  { ROW(ledger_row); return ledger_row_bytes(r); }
GETTER(line_share)  { ROW(ledger_row); return r->known ? value_real(r->share) : value_unknown(); }

GETTER(line_parent)
{
	ROW(ledger_row);
	return r->line == BALANCE_TOTAL ? value_blank() : text_of(balance_entry(balance_entry(r->line)->parent)->id);
}

GETTER(line_certainty)
{
	ROW(ledger_row);
	return text_of(!r->known ? "unknown" : r->about ? "estimate" : "exact");
}

static const struct column lines[] = {
	{ .id = "line", .title = "LINE", .width = 18, .unit = UNIT_TEXT, .get = line_id,
	  .help = "Name of the line." },
	{ .id = "part_of", .title = "PART OF", .width = 11, .unit = UNIT_TEXT, .get = line_parent,
	  .help = "The line that it is a part of." },
	{ .id = "bytes", .title = "SIZE", .width = 7, .unit = UNIT_BYTES, .get = line_bytes,
	  .help = "How much it is; lines with the same name in PART OF add up to that one, to the byte." },
	{ .id = "share", .title = "%MEM", .width = 5, .unit = UNIT_PERCENT, .get = line_share,
	  .help = "Share of all memory that there is." },
	{ .id = "certainty", .title = "CERTAIN", .width = 8, .unit = UNIT_TEXT, .get = line_certainty,
	  .help = "Exact, an estimate, or unknown: then it is a part of what is unexplained." },
	{ .id = "title", .title = "MEANS", .width = 34, .unit = UNIT_TEXT, .get = line_title,
	  .help = "What it is called." },
	{ .id = "note", .title = "NOTE", .unit = UNIT_TEXT, .get = line_note,
	  .help = "What is worth knowing of it." },
};

/* ---- processes ------------------------------------------------------------------------------------------------------------- */

static struct value of_rollup(const struct holder *h, uint64_t n)
{
	return if_known(h->has_rollup, n);
}

/* Of a process that may not be read, its status tells the RSS by kinds: no less than the PSS. */
static struct value of_parts(const struct holder *h, uint64_t pss, uint64_t rss)
{
	struct value v = if_known(h->has_status, rss);

	if (h->has_rollup && h->rollup.has_parts)
		return value_number(pss);
	v.is_about = true;
	return v;
}

static struct value of_user(const char *name)
{
	return name ? text_of(name) : value_unknown();
}

GETTER(holder_pid)     { ROW(holder); return value_number((uint64_t)r->pid); }
GETTER(holder_user)    { ROW(holder); return of_user(r->user); }
GETTER(holder_pss)     { ROW(holder); return of_rollup(r, r->rollup.pss); }
GETTER(holder_anon)    { ROW(holder); return of_parts(r, r->rollup.pss_anon, r->status.anon); }
GETTER(holder_file)    { ROW(holder); return of_parts(r, r->rollup.pss_file, r->status.file); }
GETTER(holder_shmem)   { ROW(holder); return of_parts(r, r->rollup.pss_shmem, r->status.shmem); }
GETTER(holder_uss)     { ROW(holder); return of_rollup(r, r->rollup.uss); }
GETTER(holder_thp)     { ROW(holder); return of_rollup(r, r->rollup.thp); }
GETTER(holder_swap)    { ROW(holder); return of_rollup(r, r->rollup.swap_pss); }
GETTER(holder_rss)     { ROW(holder); return if_known(r->has_status, r->status.anon + r->status.file + r->status.shmem); }
GETTER(holder_tables)  { ROW(holder); return if_known(r->has_status, r->status.page_tables); }
GETTER(holder_threads) { ROW(holder); return if_known(!r->hangs, r->threads); }
GETTER(holder_command) { ROW(holder); return text_of(r->command); }

static const struct column holders[] = {
	{ .id = "pid", .title = "PID", .width = 7, .unit = UNIT_ID, .get = holder_pid,
	  .help = "Process id." },
	{ .id = "user", .title = "USER", .width = 8, .unit = UNIT_TEXT, .drop = 1, .get = holder_user,
	  .help = "Effective user." },
	{ .id = "pss", .title = "PSS", .width = 6, .unit = UNIT_BYTES, .get = holder_pss,
	  .help = "Memory of the process, each shared page divided by the number of those who share it." },
	{ .id = "anon", .title = "ANON", .width = 6, .unit = UNIT_BYTES, .get = holder_anon,
	  .help = "Its own data; ~: its RSS, since its PSS may not be read." },
	{ .id = "file", .title = "FILE", .width = 6, .unit = UNIT_BYTES, .get = holder_file,
	  .help = "What it maps from files, shared pages divided." },
	{ .id = "shmem", .title = "SHMEM", .width = 6, .unit = UNIT_BYTES, .get = holder_shmem,
	  .help = "Shared memory that it maps, shared pages divided." },
	{ .id = "uss", .title = "USS", .width = 6, .unit = UNIT_BYTES, .drop = 3, .get = holder_uss,
	  .help = "Memory that is the process's alone, and free once it ends." },
	{ .id = "rss", .title = "RSS", .width = 6, .unit = UNIT_BYTES, .drop = 5, .get = holder_rss,
	  .help = "Memory of the process that is in RAM now, shared pages included." },
	{ .id = "swappss", .title = "SWPPSS", .width = 7, .unit = UNIT_BYTES, .drop = 7, .get = holder_swap,
	  .help = "Swap of the process, shared pages divided." },
	{ .id = "thp", .title = "THP", .width = 6, .unit = UNIT_BYTES, .drop = 6, .get = holder_thp,
	  .help = "Part of the RSS that is in transparent huge pages." },
	{ .id = "pagetables", .title = "PTABLE", .width = 6, .unit = UNIT_BYTES, .drop = 2, .get = holder_tables,
	  .help = "The kernel's page tables for the process." },
	{ .id = "threads", .title = "THR", .width = 5, .unit = UNIT_COUNT, .drop = 4, .get = holder_threads,
	  .help = "Threads of the process: each has a stack in the kernel." },
	{ .id = "command", .title = "COMMAND", .unit = UNIT_TEXT, .get = holder_command,
	  .help = "Command line; the name in brackets where there is none." },
};

/* ---- shared memory, object by object ----------------------------------------------------------------------------------------- */

GETTER(object_bytes)   { ROW(object); return if_known(r->has_bytes, r->bytes); }
GETTER(object_kind)    { ROW(object); return text_of(object_kind_name(r->kind)); }
GETTER(object_user)    { ROW(object); return r->kind == OBJECT_FILES ? value_blank() : of_user(r->user); }
GETTER(object_holders) { ROW(object); return r->kind == OBJECT_FILES ? value_blank() : value_number(r->holders); }
GETTER(object_mapped)  { ROW(object); return r->kind == OBJECT_FILES ? value_blank() : value_number(r->mapped); }
GETTER(object_pid)     { ROW(object); return r->holder ? value_number((uint64_t)r->holder->pid) : value_blank(); }
GETTER(object_command) { ROW(object); return text_of(r->holder ? r->holder->comm : NULL); }
GETTER(object_name)    { ROW(object); return text_of(r->name); }
GETTER(object_count)   { ROW(object); return value_number(r->kind == OBJECT_FILES ? r->count : 1); }

static const struct column objects[] = {
	{ .id = "bytes", .title = "SIZE", .width = 6, .unit = UNIT_BYTES, .get = object_bytes,
	  .help = "Memory that it takes; of files and memfds, what is swapped out too." },
	{ .id = "kind", .title = "KIND", .width = 9, .unit = UNIT_TEXT, .get = object_kind,
	  .help = "A file of tmpfs; one that is deleted, and there as long as it is open or mapped; memfd; sysv: a System V segment; "
	          "anonymous: a shared mapping without a file; driver and dma-buf: a buffer of a driver; files: many small ones." },
	{ .id = "count", .title = "COUNT", .width = 6, .unit = UNIT_COUNT, .drop = 3, .get = object_count,
	  .help = "How many they are." },
	{ .id = "user", .title = "OWNER", .width = 8, .unit = UNIT_TEXT, .get = object_user,
	  .help = "Whose it is." },
	{ .id = "holders", .title = "HELD", .width = 5, .unit = UNIT_COUNT, .get = object_holders,
	  .help = "Processes that have it open or mapped: 0 is nobody, of those that may be looked at." },
	{ .id = "mapped", .title = "MAPPED", .width = 6, .unit = UNIT_COUNT, .drop = 4, .get = object_mapped,
	  .help = "Those of them that map it: then what they map of it is a part of their PSS." },
	{ .id = "pid", .title = "BY PID", .width = 7, .unit = UNIT_ID, .drop = 1, .get = object_pid,
	  .help = "The first of these." },
	{ .id = "comm", .title = "BY", .width = 15, .unit = UNIT_TEXT, .drop = 2, .get = object_command,
	  .help = "The program of the first of these." },
	{ .id = "name", .title = "NAME", .unit = UNIT_TEXT, .get = object_name,
	  .help = "Path, name or key." },
};

/* ---- mounts ------------------------------------------------------------------------------------------------------------------ */

GETTER(mount_used)  { ROW(tmpfs); return if_known(r->is_read, r->used); }
GETTER(mount_limit) { ROW(tmpfs); return r->is_read && !r->limit ? value_blank() : if_known(r->is_read, r->limit); }
GETTER(mount_path)  { ROW(tmpfs); return text_of(r->shown); }

GETTER(mount_files)
{
	ROW(tmpfs);
	struct value v = if_known(r->is_read, r->files);

	v.at_least = r->is_read && !r->is_whole;
	return v;
}

GETTER(mount_note)
{
	ROW(tmpfs);
	return text_of(!r->is_read ? "not to be opened: another mount hides it, or rights are missing" :
	               !r->is_whole ? "not all of it was looked at" : r->is_part ? "only a part of it is mounted" : NULL);
}

static const struct column mounts[] = {
	{ .id = "bytes", .title = "USED", .width = 6, .unit = UNIT_BYTES, .get = mount_used,
	  .help = "What its files take; what is swapped out, and files without a name, too." },
	{ .id = "limit", .title = "LIMIT", .width = 6, .unit = UNIT_BYTES, .look = LOOK_QUIET, .get = mount_limit,
	  .help = "What they may take." },
	{ .id = "files", .title = "FILES", .width = 8, .unit = UNIT_COUNT, .get = mount_files,
	  .help = "Files that take memory." },
	{ .id = "name", .title = "MOUNTED AT", .width = 24, .unit = UNIT_TEXT, .get = mount_path,
	  .help = "Where it is mounted; in another mount namespace, by way of a process that is in it." },
	{ .id = "note", .title = "NOTE", .unit = UNIT_TEXT, .get = mount_note,
	  .help = "What kept it from being looked at." },
};

/* ---- what the kernel keeps --------------------------------------------------------------------------------------------------- */

GETTER(store_bytes) { ROW(store); return value_number(r->bytes); }
GETTER(store_used)  { ROW(store); return r->has_used ? value_number(r->used) : value_blank(); }
GETTER(store_count) { ROW(store); return r->has_count ? value_number(r->count) : value_blank(); }
GETTER(store_name)  { ROW(store); return text_of(r->name); }
GETTER(store_note)  { ROW(store); return text_of(r->note); }

static const struct column stores[] = {
	{ .id = "bytes", .title = "SIZE", .width = 7, .unit = UNIT_BYTES, .get = store_bytes,
	  .help = "Memory that it takes." },
	{ .id = "used", .title = "HOLDS", .width = 7, .unit = UNIT_BYTES, .get = store_used,
	  .help = "What is in it: objects in use, huge pages that hold data, what was swapped into zram." },
	{ .id = "count", .title = "COUNT", .width = 9, .unit = UNIT_COUNT, .get = store_count,
	  .help = "Objects, areas, or pages." },
	{ .id = "name", .title = "NAME", .width = 30, .unit = UNIT_TEXT, .get = store_name,
	  .help = "Cache, function that asked for it, pool, device, or zone." },
	{ .id = "note", .title = "NOTE", .unit = UNIT_TEXT, .get = store_note,
	  .help = "What else is known of it." },
};

#undef GETTER
#undef ROW

#define SCHEMA(table, first, by) { .name = #table, .columns = table, .count = ARRAY_LEN(table), .standard = first, .sort = by }

static const struct schema line_schema = SCHEMA(lines, "bytes,share,line,part_of,certainty,note", NULL);
static const struct schema holder_schema =
	SCHEMA(holders, "pid,user,pss,anon,file,shmem,uss,rss,thp,pagetables,threads,command", "pss");
static const struct schema object_schema = SCHEMA(objects, "bytes,kind,user,holders,mapped,pid,comm,name", "bytes");
static const struct schema mount_schema = SCHEMA(mounts, "bytes,limit,files,name,note", "bytes");
static const struct schema store_schema = SCHEMA(stores, "bytes,used,count,name,note", "bytes");

const struct schema *ledger_schema(void)
{
	return &line_schema;
}

static const struct { const char *id, *title; const struct schema *schema; } lists[LISTS] = {
	[LIST_PROCESSES] = { "processes", "Processes", &holder_schema },
	[LIST_OBJECTS]   = { "objects",   "Shared memory: files of tmpfs, memfds, segments", &object_schema },
	[LIST_MOUNTS]    = { "mounts",    "Mounts that are kept in memory", &mount_schema },
	[LIST_CACHE]     = { "cache",     "The page cache, as the kernel sorts it", &store_schema },
	[LIST_SLAB]      = { "slab",      "Caches of small objects", &store_schema },
	[LIST_VMALLOC]   = { "vmalloc",   "Areas of vmalloc, by the function that asked for them", &store_schema },
	[LIST_HUGETLB]   = { "hugetlb",   "Pools of huge pages", &store_schema },
	[LIST_ZRAM]      = { "zram",      "zram devices", &store_schema },
	[LIST_ZONES]     = { "zones",     "Free memory by zones", &store_schema },
};

enum balance_list ledger_list_find(const char *id)
{
	int list = LIST_NONE + 1;

	while (list < LISTS && strcmp(lists[list].id, id) != 0)
		list++;
	return (enum balance_list)list;
}

bool ledger_list(const struct ledger *l, enum balance_list list, struct ledger_list *out)
{
	const struct vec *rows = list == LIST_PROCESSES ? &l->holders : list == LIST_OBJECTS ? &l->objects :
	                         list == LIST_MOUNTS ? &l->mounts : &l->stores[list];

	if (list == LIST_NONE || list >= LISTS)
		return false;
	*out = (struct ledger_list){ .id = lists[list].id, .title = lists[list].title, .schema = lists[list].schema,
	                             .rows = rows->data, .count = rows->count, .why = l->why[list] };
	return true;
}

/* region_columns.c - the columns of a process's memory: of regions, and of single mappings. Reads nothing. */
#include <stddef.h>
#include <string.h>

#include "inspect_columns.h"

#define GETTER(name) static struct value name(const struct scene *s, size_t row, const struct column *c)
#define REGION const struct region *r = &((const struct region *)s->rows)[row]; (void)c
#define PART const struct part *p = &((const struct part *)s->rows)[row]; (void)c

static struct value deleted_value(bool is_deleted)
{
	return is_deleted ? value_text("deleted", strlen("deleted")) : value_blank();
}

static struct value growth_value(bool is_known, int64_t bytes)
{
	struct value v = is_known ? value_number((uint64_t)bytes) : value_blank();

	v.is_change = true;
	return v;
}

/* All of them are alike: the column says which. */
static struct value memory_value(bool is_known, const struct mapping_memory *m, const struct column *c)
{
	uint64_t n;

	if (!is_known)
		return value_unknown();
	memcpy(&n, (const char *)m + c->argument, sizeof(n));
	return value_number(n);
}

/* What was cut off the name stands behind it. */
GETTER(region_name)
{
	REGION;
	return value_text(r->name, r->name_length + (r->is_deleted ? strlen(MAPPING_DELETED) : 0));
}

GETTER(region_kind)
{
	REGION;
	return value_text(region_kind_name(r->kind), strlen(region_kind_name(r->kind)));
}

GETTER(region_path)    { REGION; return r->path_length ? value_text(r->path, r->path_length) : value_blank(); }
GETTER(region_deleted) { REGION; return deleted_value(r->is_deleted); }
GETTER(region_number)  { REGION; return value_number(r->count); }
GETTER(region_size)    { REGION; return value_number(r->size); }
GETTER(region_memory)  { REGION; return memory_value(r->has_memory, &r->memory, c); }
GETTER(region_growth)  { REGION; return growth_value(r->has_growth, r->growth); }

GETTER(part_permissions) { PART; return value_text(p->mapping.permissions, 4); }
GETTER(part_size)        { PART; return value_number(p->mapping.end - p->mapping.start); }
GETTER(part_memory)      { PART; return memory_value(p->has_memory, &p->memory, c); }
GETTER(part_growth)      { PART; return growth_value(p->has_growth, p->growth); }
GETTER(part_offset)      { PART; return p->mapping.inode ? value_number(p->mapping.offset) : value_blank(); }
GETTER(part_inode)       { PART; return p->mapping.inode ? value_number(p->mapping.inode) : value_blank(); }
GETTER(part_deleted)     { PART; return deleted_value(p->mapping.is_deleted); }

GETTER(part_kind)
{
	PART;
	return value_text(region_kind_name(p->kind), strlen(region_kind_name(p->kind)));
}

/* Of a file without its directories. What was cut off the name stands behind it. */
GETTER(part_name)
{
	PART;
	bool is_file = p->kind == REGION_PROGRAM || p->kind == REGION_LIBRARY || p->kind == REGION_FILE;
	size_t from = 0, length = p->mapping.name_length;

	for (size_t i = 0; is_file && i + 1 < length; i++)
		from = p->mapping.name[i] == '/' ? i + 1 : from;
	if (length == 0)
		return value_blank();
	return value_text(p->mapping.name + from, length - from + (p->mapping.is_deleted ? strlen(MAPPING_DELETED) : 0));
}

GETTER(part_path)
{
	PART;
	return p->mapping.name_length ? value_text(p->mapping.name, p->mapping.name_length) : value_blank();
}

GETTER(part_start) { PART; return value_number(p->mapping.start); }
GETTER(part_end)   { PART; return value_number(p->mapping.end); }

#undef GETTER
#undef REGION
#undef PART

#define MEMORY(field) .unit = UNIT_BYTES, .argument = offsetof(struct mapping_memory, field)

static const struct column region_columns[] = {
	{ .id = "region", .title = "REGION", .unit = UNIT_TEXT, .get = region_name,
	  .help = "What the memory is for; of a file its name." },
	{ .id = "kind", .title = "KIND", .width = 8, .unit = UNIT_TEXT, .drop = 10, .get = region_kind,
	  .help = "Heap, arena, stack, anon, program, library, file, shared, shm, memfd, hugetlb, driver, kernel or reserved." },
	{ .id = "count", .title = "COUNT", .width = 5, .unit = UNIT_COUNT, .drop = 4, .get = region_number,
	  .help = "Mappings in it; of stacks and arenas, how many there are; 0: it has gone since the mark." },
	{ .id = "size", .title = "SIZE", .width = 6, .unit = UNIT_BYTES, .drop = 6, .look = LOOK_QUIET, .get = region_size,
	  .help = "Address space, most of which may never have been touched." },
	{ .id = "rss", .title = "RSS", .width = 6, MEMORY(rss), .get = region_memory,
	  .help = "What is in RAM now, shared pages included." },
	{ .id = "pss", .title = "PSS", .width = 6, MEMORY(pss), .get = region_memory,
	  .help = "The same, each shared page divided by the number of those who share it." },
	{ .id = "uss", .title = "USS", .width = 6, MEMORY(uss), .drop = 7, .get = region_memory,
	  .help = "Pages that are the process's alone." },
	{ .id = "dirty", .title = "DIRTY", .width = 6, MEMORY(dirty), .drop = 5, .get = region_memory,
	  .help = "Pages that were written to: they cannot just be dropped." },
	{ .id = "swap", .title = "SWAP", .width = 6, MEMORY(swap), .get = region_memory,
	  .help = "What is swapped out." },
	{ .id = "thp", .title = "THP", .width = 6, MEMORY(thp), .drop = 9, .get = region_memory,
	  .help = "Part of the RSS in huge pages that the kernel made." },
	{ .id = "growth", .title = "GROWTH", .width = 7, .unit = UNIT_BYTES, .get = region_growth,
	  .help = "RSS and swap that have come or gone since it was opened, or marked." },
	{ .id = "anon", .title = "ANON", .width = 6, MEMORY(anon), .get = region_memory,
	  .help = "Part of the RSS that is of no file: written copies too." },
	{ .id = "swappss", .title = "SWPPSS", .width = 6, MEMORY(swap_pss), .get = region_memory,
	  .help = "Swap, shared pages divided by the number of those who share them." },
	{ .id = "locked", .title = "LOCKED", .width = 6, MEMORY(locked), .get = region_memory,
	  .help = "What may not be swapped out: mlock(2)." },
	{ .id = "hugetlb", .title = "HUGETL", .width = 6, MEMORY(hugetlb), .get = region_memory,
	  .help = "Pages of hugetlbfs: in no RSS." },
	{ .id = "path", .title = "PATH", .unit = UNIT_TEXT, .get = region_path,
	  .help = "The name as the kernel writes it." },
	{ .id = "deleted", .title = "DELETED", .width = 7, .unit = UNIT_TEXT, .get = region_deleted,
	  .help = "Whether the file has no name any more." },
};

static const struct column part_columns[] = {
	{ .id = "start", .title = "START", .width = 16, .unit = UNIT_ADDRESS, .get = part_start,
	  .help = "The first address." },
	{ .id = "end", .title = "END", .width = 16, .unit = UNIT_ADDRESS, .drop = 9, .get = part_end,
	  .help = "The address behind the last one." },
	{ .id = "permissions", .title = "PERM", .width = 4, .unit = UNIT_TEXT, .get = part_permissions,
	  .help = "Whether it may be read, written, executed; p private, s shared." },
	{ .id = "kind", .title = "KIND", .width = 8, .unit = UNIT_TEXT, .drop = 7, .get = part_kind,
	  .help = "The kind of region that it belongs to." },
	{ .id = "size", .title = "SIZE", .width = 6, .unit = UNIT_BYTES, .look = LOOK_QUIET, .get = part_size,
	  .help = "Address space." },
	{ .id = "rss", .title = "RSS", .width = 6, MEMORY(rss), .get = part_memory,
	  .help = "What is in RAM now, shared pages included." },
	{ .id = "pss", .title = "PSS", .width = 6, MEMORY(pss), .get = part_memory,
	  .help = "The same, each shared page divided by the number of those who share it." },
	{ .id = "uss", .title = "USS", .width = 6, MEMORY(uss), .drop = 8, .get = part_memory,
	  .help = "Pages that are the process's alone." },
	{ .id = "dirty", .title = "DIRTY", .width = 6, MEMORY(dirty), .drop = 6, .get = part_memory,
	  .help = "Pages that were written to." },
	{ .id = "swap", .title = "SWAP", .width = 6, MEMORY(swap), .drop = 4, .get = part_memory,
	  .help = "What is swapped out." },
	{ .id = "thp", .title = "THP", .width = 6, MEMORY(thp), .drop = 10, .get = part_memory,
	  .help = "Part of the RSS in huge pages that the kernel made." },
	{ .id = "growth", .title = "GROWTH", .width = 7, .unit = UNIT_BYTES, .drop = 5, .get = part_growth,
	  .help = "RSS and swap that have come or gone since it was opened, or marked." },
	{ .id = "anon", .title = "ANON", .width = 6, MEMORY(anon), .get = part_memory,
	  .help = "Part of the RSS that is of no file." },
	{ .id = "locked", .title = "LOCKED", .width = 6, MEMORY(locked), .get = part_memory,
	  .help = "What may not be swapped out." },
	{ .id = "hugetlb", .title = "HUGETL", .width = 6, MEMORY(hugetlb), .get = part_memory,
	  .help = "Pages of hugetlbfs." },
	{ .id = "offset", .title = "OFFSET", .width = 6, .unit = UNIT_BYTES, .get = part_offset,
	  .help = "Where in the file it begins." },
	{ .id = "inode", .title = "INODE", .width = 10, .unit = UNIT_ID, .get = part_inode,
	  .help = "The inode of the file." },
	{ .id = "deleted", .title = "DELETED", .width = 7, .unit = UNIT_TEXT, .get = part_deleted,
	  .help = "Whether the file has no name any more." },
	{ .id = "name", .title = "NAME", .unit = UNIT_TEXT, .get = part_name,
	  .help = "The file without its directories, or the name that the kernel gives; none of anonymous memory." },
	{ .id = "path", .title = "PATH", .unit = UNIT_TEXT, .get = part_path,
	  .help = "The name as the kernel writes it." },
};

const struct schema *region_schema(void)
{
	static const struct schema schema = {
		.name = "regions", .columns = region_columns, .count = ARRAY_LEN(region_columns),
		.standard = "region,kind,count,size,rss,pss,uss,dirty,swap,thp,growth", .sort = "rss",
	};

	return &schema;
}

const struct schema *mapping_schema(void)
{
	static const struct schema schema = {
		.name = "mappings", .columns = part_columns, .count = ARRAY_LEN(part_columns),
		.standard = "start,end,permissions,kind,size,rss,pss,uss,dirty,swap,thp,growth,name", .sort = "start",
	};

	return &schema;
}

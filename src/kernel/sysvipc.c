/* sysvipc.c - parses a line of /proc/sysvipc/shm. Opens no file. */
#include "sysvipc.h"

#include "scan_text.h"

/* Keys are printed as signed numbers. */
static bool parse_key(struct text_at *t, int32_t *out)
{
	bool below;
	uint64_t n;

	while (text_skip(t, " "))
		;
	below = text_skip(t, "-");
	if (!text_number(t, &n) || n > (uint64_t)INT32_MAX + below)
		return false;
	*out = (int32_t)(below ? -(int64_t)n : (int64_t)n);
	return true;
}

bool shm_parse(const char *line, size_t length, struct shm_segment *out)
{
	enum { ID, PERMS, SIZE, CREATOR, LAST, ATTACHED, UID, GID, CREATOR_UID, CREATOR_GID, ATTACH, DETACH, CHANGE, RSS, SWAP, FIELDS };
	struct text_at t = { line, line + length };
	uint64_t n[FIELDS];

	*out = (struct shm_segment){ 0 };
	if (!parse_key(&t, &out->key))
		return false;
	for (int i = 0; i < FIELDS; i++)
		if (!text_number(&t, &n[i]))
			return false;
	out->id = (uint32_t)n[ID];
	out->size = n[SIZE];
	out->rss = n[RSS];
	out->swap = n[SWAP];
	out->attached = n[ATTACHED];
	out->creator = (pid_t)n[CREATOR];
	out->uid = (uid_t)n[UID];
	return true;
}

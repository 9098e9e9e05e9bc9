/* tree_rows.c - hangs rows below their parents and goes through them. Knows not what they are. */
#include "tree_rows.h"

/* A row's place in the tree: its parent, and those below it in their order. */
struct node {
	uint32_t parent, first_child, last_child, next;
	uint32_t below;           /* all that are */
};

void tree_rows_init(struct vec *nodes)
{
	vec_init(nodes, sizeof(struct node));
}

/* The node behind the last row's is the root of all. */
static void hang(struct vec *nodes, const struct key *key, size_t count, uint32_t root, const struct branching *b)
{
	struct node *node;

	vec_reserve(nodes, root + 1);
	node = nodes->data;
	for (uint32_t i = 0; i <= root; i++)
		node[i] = (struct node){ root, ROW_NONE, ROW_NONE, ROW_NONE, 0 };
	for (size_t k = 0; k < count; k++) {
		uint32_t i = key[k].row, parent = b->parent(b->of, i);
		struct node *p = &node[parent == ROW_NONE ? root : parent];
		node[i].parent = (uint32_t)(p - node);
		if (p->last_child == ROW_NONE)
			p->first_child = i;
		else
			node[p->last_child].next = i;
		p->last_child = i;
	}
}

/* Every parent before its children, but those that are folded; NULL: all. */
static void go_through(const struct node *node, uint32_t root, const struct branching *folds, struct vec *rows)
{
	uint32_t depth = 0, i = node[root].first_child;
	struct row *row = rows->data;
	uint64_t lines = 0;

	rows->count = 0;
	while (i != ROW_NONE && i != root) {
		bool last = node[i].next == ROW_NONE, has_children = node[i].first_child != ROW_NONE;
		bool folded = has_children && folds && folds->is_folded(folds->of, i);
		row[rows->count++] = (struct row){ .task = i, .depth = (uint16_t)depth, .has_children = has_children, .is_last = last, .lines = lines,
		                                   .hidden = folded ? node[i].below : 0 };
		if (has_children && !folded) {
			lines |= depth < 64 && !last ? UINT64_C(1) << depth : 0;
			depth++;
			i = node[i].first_child;
			continue;
		}
		while (i != root && node[i].next == ROW_NONE) {
			i = node[i].parent;
			if (i == root)
				break;
			depth--;
			lines &= depth < 64 ? ~(UINT64_C(1) << depth) : ~UINT64_C(0);
		}
		if (i != root)
			i = node[i].next;
	}
}

void tree_rows_build(struct vec *nodes, const struct key *keys, size_t count, size_t all, const struct branching *b, struct vec *rows)
{
	uint32_t root = (uint32_t)all;
	const struct row *row;
	struct node *node;

	hang(nodes, keys, count, root, b);
	node = nodes->data;
	vec_reserve(rows, count);
	go_through(node, root, NULL, rows);
	row = rows->data;
	for (size_t k = rows->count; k-- > 0;)
		node[node[row[k].task].parent].below += node[row[k].task].below + 1;
	go_through(node, root, b, rows);
}

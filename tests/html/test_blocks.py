"""Documents as blocks of text: where they end, what stands around them, and tags whose ends are left out."""

from auditor.html.blocks import MAX_BLOCKS, read_blocks


def texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(html).blocks]


def test_blocks_end_at_block_tags_and_line_breaks_and_nowhere_else() -> None:
    assert texts("<p>办理<b>地点</b>:大厅<br>三楼</p>工作日<div>九点</div>") == [
        "办理地点:大厅",
        "三楼",
        "工作日",
        "九点",
    ]


def test_runs_between_inline_tags_are_kept_apart() -> None:
    (block,) = read_blocks("<li><span>办理地点</span><span>大厅</span><a href='/m'>地图</a></li>").blocks
    assert block.parts == ["办理地点", "大厅", "地图"]
    assert [(anchor.href, anchor.text) for anchor in block.anchors] == [("/m", "地图")]


def test_what_nobody_sees_is_left_out_and_pictures_count() -> None:
    blocks = read_blocks(
        "<script>var a='条件'</script><!-- 材料 --><style>p{}</style><p><img src=a.png alt='流程图'></p>"
    ).blocks
    assert [(block.text, block.pictures, block.alts) for block in blocks] == [("", 1, ["流程图"])]


def test_cells_rows_and_items_without_end_tags_are_side_by_side() -> None:
    read = read_blocks("<table><tr><td>甲<td>乙<tr><td>丙</table><ul><li>丁<li>戊</ul>")
    rows = [box for box in read.boxes if box.tag == "tr"]
    assert [[read.blocks[at].text for at in read.inside(row.number)] for row in rows] == [["甲", "乙"], ["丙"]]
    items = [box for box in read.boxes if box.tag == "li"]
    assert len({item.parent for item in items}) == 1


def test_a_table_inside_a_cell_does_not_end_the_row() -> None:
    read = read_blocks(
        "<table><tr><td>材料</td><td><table><tr><td>身份证</td></tr></table></td><td>份数</td></tr></table>"
    )
    outer = next(box for box in read.boxes if box.tag == "tr")
    assert [read.blocks[at].text for at in read.inside(outer.number)] == ["材料", "身份证", "份数"]


def test_offsets_point_into_the_document() -> None:
    html = "<div>\n  <p> 办理地点</p></div>"
    (block,) = read_blocks(html).blocks
    assert html[block.offset :].startswith("办理地点")


def test_monsters_are_read_to_an_end() -> None:
    assert len(read_blocks("<p>甲" * (2 * MAX_BLOCKS)).blocks) == MAX_BLOCKS
    assert texts("<div>" * 50_000 + "甲") == ["甲"]

"""An article for tests of the command line: its page, and where a desk keeps it."""

ID = "2024-01-24-port"
SOURCE = f"sources/{ID}/article.yaml"
TARGET = f"translations/en/{ID}.yaml"
SENTENCES = (
    "本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。",
    "实验室将邀请国内外的学者来访，每年举办一次公开的学术会议，会议的论文向社会公布。",
    "港口方面提供码头的运行数据，大学方面提供计算设备，双方共同承担研究所需的费用。",
    "参加项目的学生可以在码头实习，了解货物装卸的全部过程，并在毕业后优先得到聘用。",
    "当地居民对计划表示欢迎，认为它会带来更多的工作机会，也会让港口的空气更加清洁。",
)
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def page(*, title: str = "港口与大学共建联合实验室", charset: str = "utf-8", more: str = "") -> str:
    paragraphs = "\n".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"""\
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{charset}"><title>{title}_示例网</title></head><body>
<h1>{title}</h1>
<p class="info">2024-01-24 08:15 来源：示例日报 作者：周明远</p>
<div class="content">
{paragraphs}
{more}</div></body></html>
"""

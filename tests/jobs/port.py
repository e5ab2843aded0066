"""The article on the desk of these tests, and its English."""

PAGE = """\
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>港口新闻_示例网</title>
<meta property="og:url" content="https://site.example/2024/0124/port.html"></head><body>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/news/">要闻</a></div>
<h1>港口与大学共建联合实验室</h1>
<p class="info">2024-01-24 08:15 来源：示例日报 作者：周明远 责任编辑：单立新</p>
<div class="content">
<p>本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。</p>
<p>双方表示，实验室将在今年年底以前投入运行，并向各国学者开放，欢迎他们前来工作。</p>
<p>详细的计划可以在<a href="https://site.example/plan.html">专题网页</a>查阅，公众也可以提出意见和建议。</p>
</div></body></html>
"""

ENGLISH = {
    "本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。": "The port and a university build a joint laboratory.",
    "双方表示，实验室将在今年年底以前投入运行，并向各国学者开放，欢迎他们前来工作。": "It will open to scholars of all countries this year.",
    "详细的计划可以在专题网页查阅，公众也可以提出意见和建议。": "The plan can be read on the project page by everybody.",
    "专题网页": "the project page",
    "港口与大学共建联合实验室": "Port and University Build a Joint Laboratory",
    "示例日报": "Example Daily",
    "首页": "Home",
    "要闻": "News",
}

"""Original filler text in the style of a city government; the same seed always yields the same words."""

import random

BUREAUS = {
    "fgw": "云泽市发展和改革委员会",
    "jyj": "云泽市教育局",
    "gaj": "云泽市公安局",
    "mzj": "云泽市民政局",
    "czj": "云泽市财政局",
    "rsj": "云泽市人力资源和社会保障局",
    "sthjj": "云泽市生态环境局",
    "jtj": "云泽市交通运输局",
    "wlj": "云泽市文化和旅游局",
    "wjw": "云泽市卫生健康委员会",
    "scjgj": "云泽市市场监督管理局",
    "tjj": "云泽市统计局",
}
DISTRICTS = ("云溪区", "泽阳区", "白鹭湾县", "清渡县", "望川县", "临泽县", "石桥镇", "柳塘街道")
_SUBJECTS = (
    "老旧小区改造",
    "城乡供水一体化",
    "社区食堂建设",
    "秋粮收购",
    "中小学课后服务",
    "河道清淤",
    "公交线路优化",
    "数字政务大厅",
    "返乡创业园",
    "森林防火",
    "养老服务设施",
    "医保经办下沉",
    "污水管网更新",
    "农村公路养护",
    "文化惠民演出",
    "无障碍环境建设",
    "防汛备汛",
    "电子证照互认",
    "产业园区招商",
    "湿地保护修复",
)
_ACTIONS = (
    "取得阶段性进展",
    "工作推进会召开",
    "专项督查启动",
    "实施方案印发",
    "惠及三万余户群众",
    "现场观摩活动举行",
    "完成年度任务",
    "典型经验交流会举办",
    "征求意见座谈会召开",
    "培训班开班",
)
_OPENINGS = (
    "为进一步做好{subject}有关工作,{unit}近日组织专题研究。",
    "{date},{place}围绕{subject}开展了现场办公。",
    "记者从{unit}获悉,今年以来{subject}各项指标平稳向好。",
    "按照全市统一部署,{place}把{subject}列入年度民生实事清单。",
)
_MIDDLES = (
    "会议提出,要把责任落实到岗位,做到项目有台账、进度有公示、问题有回音。",
    "截至目前,已有{n}个点位完成施工,其余点位将按计划在年底前收尾。",
    "工作专班通过入户走访收集意见建议{n}条,逐项反馈办理结果。",
    "相关负责人介绍,下一步将简化申请材料,力争让群众少跑一趟。",
    "{place}还组织了志愿服务队,为行动不便的居民上门办理业务。",
    "项目总投资约{n}百万元,资金使用情况将定期向社会公开。",
    "现场工作人员向企业代表讲解了申报流程,并发放了办事指南{n}余份。",
)
_CLOSINGS = (
    "欢迎社会各界继续关注并提出宝贵意见。",
    "有关情况将通过本网站及时公布。",
    "咨询电话可在本网站“机构职能”栏目查询。",
    "{unit}将持续跟踪问效,确保各项举措落地。",
)


def seeded(*parts: object) -> random.Random:
    """A generator that depends only on ``parts``."""
    return random.Random("/".join(map(str, parts)))


def title(column: str, number: int) -> str:
    """A headline for article ``number`` of a column."""
    dice = seeded("title", column, number)
    place = dice.choice(DISTRICTS[:6])
    return f"{place}{dice.choice(_SUBJECTS)}{dice.choice(_ACTIONS)}"


def unit(column: str, number: object) -> str:
    """The office an article comes from."""
    return seeded("unit", column, number).choice(sorted(BUREAUS.values()))


def paragraphs(column: str, number: object, date: str) -> list[str]:
    """Four to six paragraphs of body text."""
    dice = seeded("body", column, number)
    values = {"subject": dice.choice(_SUBJECTS), "unit": unit(column, number), "date": date}

    def fill(sentence: str) -> str:
        return sentence.format(place=dice.choice(DISTRICTS), n=dice.randint(12, 980), **values)

    middle = dice.sample(_MIDDLES, dice.randint(4, 6))
    cut = len(middle) // 2
    parts = [dice.choice(_OPENINGS) + middle[0], "".join(middle[1:cut]), *middle[cut:], dice.choice(_CLOSINGS)]
    return [fill(part) for part in parts if part]

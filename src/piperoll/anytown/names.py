"""First and last names of the people of Anytown, by where their families came from."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """A stock of names and how many in a hundred of Anytown's people bear them."""

    share: float
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = Origin(
    46,
    _words(
        "Margaret Dorothy Jean Susan Janet Karen Tracey Emma Charlotte Olivia Hazel Pauline Beryl Gillian "
        "Wendy Lesley Joanne Rebecca Lucy Phoebe Enid Maureen Daphne Rosalind Alison Nicola Hannah Imogen"
    ),
    _words(
        "John Peter Brian Derek Kevin Gary Stephen Paul Nigel Graham Keith Trevor Roger Clive Barry Simon "
        "Adrian Matthew Daniel Oliver Harry Stanley Cyril Reginald Norman Leonard Toby Rupert"
    ),
    _words(
        "Ackroyd Applegarth Barraclough Bickerstaff Birtwhistle Braithwaite Cartwright Clutterbuck "
        "Cobbold Copplestone Crabtree Dewhurst Entwistle Fairweather Featherstone Goodbody Gotobed "
        "Greenhalgh Haddock Higginbottom Hollingsworth Inchbald Jolly Kettlewell Lightfoot Longbottom "
        "Lovelace Makepeace Merryweather Micklethwaite Nettleship Oldroyd Peasgood Pickersgill "
        "Postlethwaite Quick Ramsbottom Rowbotham Sheepshanks Shufflebottom Smallbone Sowerby Tattersall "
        "Thistlethwaite Turnpenny Twelvetrees Utterthwaite Wagstaff Whitbread Winterbottom Wrigglesworth "
        "Yarborough"
    ),
)
WELSH = Origin(
    6,
    _words("Angharad Bronwen Carys Eleri Ffion Gwen Lowri Megan Nerys Rhian Sian Tegwen"),
    _words("Aled Dafydd Dylan Emrys Geraint Gethin Huw Idris Ieuan Owain Rhodri Tudur"),
    _words(
        "Bevan Bowen Cadwaladr Gethin Griffiths Gwynne Llewelyn Maddocks Parry Penry Prosser Prydderch "
        "Pugh Tegid Vaughan"
    ),
)
SCOTTISH = Origin(
    6,
    _words("Ailsa Catriona Eilidh Elspeth Fiona Isla Kirsty Mairi Morag Rhona Senga Shona"),
    _words("Alasdair Angus Callum Dougal Ewan Fergus Hamish Iain Kenneth Lachlan Murdo Rory"),
    _words(
        "Auchterlonie Buchan Carmichael Drummond Farquharson Galbraith Kinloch MacAskill MacCrimmon "
        "McGlashan McPhee Ogilvie"
    ),
)
IRISH = Origin(
    5,
    _words("Aoife Bridget Caoimhe Deirdre Eithne Grainne Maeve Niamh Nuala Orla Roisin Sinead"),
    _words("Cathal Cormac Declan Diarmuid Eamon Fintan Kieran Lorcan Niall Padraig Seamus Tadhg"),
    _words(
        "Brannigan Considine Devlin Geoghegan Hennessy Loughnane MacNamara Mulvaney O'Dowd O'Flaherty "
        "O'Hanrahan O'Mahony O'Shaughnessy"
    ),
)
SOUTH_ASIAN = Origin(
    13,
    _words(
        "Amina Anjali Ayesha Balwinder Deepa Farzana Gurpreet Jaswinder Kavita Lakshmi Meera Nasreen "
        "Nusrat Parminder Priya Rukhsana Shabana Sunita Tahmina Yasmin"
    ),
    _words(
        "Abdul Amit Arjun Asif Bilal Dilip Gurdeep Harjit Imran Jagdish Kamal Mohan Naveed Parvez Rajesh "
        "Ravi Shafiq Sukhdev Tariq Vikram"
    ),
    _words(
        "Ahluwalia Bajwa Bhattacharya Chaudhry Dhillon Gill Hussain Islam Jayawardena Khatun "
        "Krishnamurthy Mahmood Malhotra Miah Nagra Patel Qureshi Rahman Sandhu Sharma Siddiqui Uddin"
    ),
)
POLISH = Origin(
    5,
    _words("Agnieszka Beata Bożena Danuta Ewa Grażyna Katarzyna Magdalena Małgorzata Zofia"),
    _words("Andrzej Bogdan Grzegorz Krzysztof Marek Paweł Piotr Stanisław Tomasz Zbigniew"),
    _words(
        "Brzęczyk Dąbrowska Grabowski Jaworski Kaczmarek Kowalczyk Lewandowska Mazur Nowak Pawlak Sikora "
        "Wójcik Zawadzka"
    ),
)
WEST_AFRICAN = Origin(
    6,
    _words("Abena Adaeze Akosua Bisi Chioma Efua Folake Ngozi Ifeoma Titilayo Yaa Yewande"),
    _words("Babatunde Chidi Emeka Femi Kofi Kwabena Kwame Obinna Olumide Segun Tunde Uche"),
    _words(
        "Abiola Acheampong Adebayo Agyeman Amoako Boateng Chukwu Eze Mensah Nwosu Odunsi Ogunleye Okafor Oyelaran Quaye"
    ),
)
CARIBBEAN = Origin(
    4,
    _words("Beverley Claudette Cynthia Delroya Hyacinth Jacinth Marva Merlene Shanice Yvonne"),
    _words("Carlton Delroy Desmond Errol Everton Leroy Linford Neville Winston Wesley"),
    _words("Blackwood Braithwaite Campbell Daley Francis Gayle Grant Pinnock Samuels Sinclair Thelwell Wedderburn"),
)
CHINESE = Origin(
    3,
    _words("Hui Jing Lan Mei-Ling Siu-Wai Wai-Yee Xiu Yan Ying Yuk-Lin"),
    _words("Chi-Keung Hao Ka-Fai Jun Kwok-Wah Lei Ming Wei Wing-Kit Yong"),
    _words("Chan Cheung Fong Huang Kwok Lam Leung Ng Tang Wong Yip Zhang"),
)
FROM_ELSEWHERE = Origin(
    6,
    _words("Alessia Amal Cristina Elif Fatuma Hodan Ioana Layla Leila Mariana Shirin Zeynep"),
    _words("Abdi Andrei Cem Dariush Ilie Karim Luca Mehmet Mihai Omar Sergiu Yusuf"),
    _words("Abdullahi Al-Rashid Demir Farah Ferrara Haddad Ionescu Mohamud Popescu Rossetti Tehrani Warsame Yildiz"),
)

ORIGINS = (ENGLISH, WELSH, SCOTTISH, IRISH, SOUTH_ASIAN, POLISH, WEST_AFRICAN, CARIBBEAN, CHINESE, FROM_ELSEWHERE)
SHARES = {origin: origin.share for origin in ORIGINS}
